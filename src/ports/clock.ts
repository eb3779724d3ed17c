/** The time, and a call at a later time. Tests and rehearsals move it by hand. */
export interface Clock {
  now(): Date
  /** Calls `wake` once, at or soon after `when`; soon when that is already past. Returns what cancels the call. */
  at(when: Date, wake: () => void): () => void
}

/** Node's timers hold at most 2^31-1 ms (about 24.8 days); a longer wait is made of several. */
const LONGEST_TIMER_MS = 2 ** 31 - 1

export const systemClock: Clock = {
  now: () => new Date(),
  at(when, wake) {
    let timer: NodeJS.Timeout
    const arm = (): void => {
      const leftMs = when.getTime() - Date.now()
      timer = leftMs > LONGEST_TIMER_MS ? setTimeout(arm, LONGEST_TIMER_MS) : setTimeout(wake, Math.max(0, leftMs))
    }
    arm()
    return () => clearTimeout(timer)
  },
}
