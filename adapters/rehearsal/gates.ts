/** Where work can be held up: before a build or a command ends, before a new instance is healthy, after the switch. */
export const GATES = ['build', 'command', 'deploy', 'drain'] as const
export type Gate = (typeof GATES)[number]

/** Holds work up until it is let go, so that something can be said meanwhile. */
export interface Gates {
  hold(gate: Gate): void
  /** Opens every gate. */
  letGo(): void
  /** Resolves when the gate is open, or with `aborted` when the work is cancelled first. */
  pass(gate: Gate, signal?: AbortSignal): Promise<'passed' | 'aborted'>
  /** Forgets who is held up: they are never let go. */
  reset(): void
  /** How many are held up at this moment. */
  readonly held: number
}

export function createGates(): Gates {
  const closed = new Set<Gate>()
  const waiting = new Set<() => void>()
  return {
    hold(gate) {
      closed.add(gate)
    },
    letGo() {
      closed.clear()
      for (const go of waiting) go()
    },
    async pass(gate, signal) {
      if (closed.has(gate) && !signal?.aborted) {
        const { promise, resolve } = Promise.withResolvers<void>()
        waiting.add(resolve)
        signal?.addEventListener('abort', () => resolve(), { once: true })
        await promise
        waiting.delete(resolve)
      }
      return signal?.aborted ? 'aborted' : 'passed'
    },
    reset() {
      waiting.clear()
    },
    get held() {
      return waiting.size
    },
  }
}
