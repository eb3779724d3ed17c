import { type ManualClock, manualClock } from '../clock.ts'

/** Time that a test moves, and that tells when something waits for so long: moved earlier it would not be noticed. */
export interface AskedClock extends ManualClock {
  /** Lets these milliseconds pass as soon as something waits for just so long. */
  passOnceAsked(ms: number): Promise<void>
}

export function askedClock(): AskedClock {
  const clock = manualClock()
  const asked: number[] = []
  const waiting = new Set<() => void>()
  return {
    ...clock,
    after(ms, call) {
      const callOff = clock.after(ms, call)
      asked.push(ms)
      for (const look of waiting) look()
      return callOff
    },
    async passOnceAsked(ms) {
      await new Promise<void>((resolve) => {
        const look = (): void => {
          const at = asked.indexOf(ms)
          if (at < 0) return
          asked.splice(at, 1)
          waiting.delete(look)
          resolve()
        }
        waiting.add(look)
        look()
      })
      clock.advance(ms)
    },
  }
}
