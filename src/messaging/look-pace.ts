import type { Clock } from '../ports/clock.ts'

/** Keeps looks that follow one another from taking all of the database's time. */
export interface LookPace {
  /** Looks, and measures how long that takes. */
  look<Result>(take: () => Promise<Result>): Promise<Result>
  /** Wakes for a look that nobody has asked for from outside, as soon as the pause after the last one is over. */
  lookSoon(): void
  /** The same, not before then. */
  lookAt(at: Date): void
  stop(): void
}

/** A pause is so many times as long as the look before it: looking takes a fifth of the time at most. */
const PAUSE_PER_LOOK = 4
/** A clock that jumps during a look makes it no longer than this. */
const LONGEST_PAUSE_MS = 5_000

export function paceLooks(clock: Clock, wake: () => void): LookPace {
  const time = (): number => clock.now().getTime()
  let endedAt = 0
  let pauseMs = 0
  let isLooking = false
  let isWanted = false
  let stopped = false
  let next: { readonly at: number; readonly callOff: () => void } | undefined

  /** A clock that was set back since the last look says nothing of the pause. */
  const isOver = (): boolean => time() < endedAt || time() >= endedAt + pauseMs
  const callOff = (): void => {
    next?.callOff()
    next = undefined
  }
  const lookAt = (wished: number): void => {
    const at = isOver() ? wished : Math.max(wished, endedAt + pauseMs)
    if (stopped || (next && next.at <= at)) return
    callOff()
    const ring = (): void => {
      next = undefined
      lookSoon()
    }
    next = { at, callOff: clock.at(new Date(at), ring) }
  }
  const lookSoon = (): void => {
    if (isLooking) isWanted = true
    else if (isOver()) wake()
    else lookAt(endedAt + pauseMs)
  }

  return {
    lookSoon,
    lookAt: (at) => lookAt(at.getTime()),
    async look(take) {
      callOff()
      isLooking = true
      isWanted = false
      const startedAt = time()
      try {
        return await take()
      } finally {
        isLooking = false
        endedAt = time()
        pauseMs = Math.min(LONGEST_PAUSE_MS, Math.max(0, endedAt - startedAt) * PAUSE_PER_LOOK)
        if (isWanted) lookSoon()
      }
    },
    stop() {
      stopped = true
      callOff()
    },
  }
}
