import { setImmediate as nextTurn } from 'node:timers/promises'

/** Time that passes only when everything that can happen at a moment has happened. */
export interface SimulatedTime {
  readonly nowMs: number
  at(ms: number, happen: () => void): void
  pause(ms: number): Promise<void>
  /** Lets everything that is planned happen, in order. */
  run(): Promise<void>
}

export function createSimulatedTime(): SimulatedTime {
  let nowMs = 0
  const planned: { readonly ms: number; readonly happen: () => void }[] = []
  const at = (ms: number, happen: () => void): void => {
    const later = planned.findIndex((other) => other.ms > ms)
    planned.splice(later < 0 ? planned.length : later, 0, { ms, happen })
  }
  return {
    get nowMs() {
      return nowMs
    },
    at,
    pause: (ms) => new Promise((resolve) => at(nowMs + ms, resolve)),
    async run() {
      for (let next = planned.shift(); next !== undefined; next = planned.shift()) {
        nowMs = next.ms
        next.happen()
        await nextTurn()
      }
    },
  }
}
