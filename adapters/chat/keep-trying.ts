import { setTimeout as wait } from 'node:timers/promises'

export interface Patience {
  /** How long to keep trying, in milliseconds. A pause that does not fit in is not started. */
  readonly withinMs: number
  /** How long to wait after a fault, in milliseconds; undefined when trying again cannot help. */
  readonly pauseAfter: (error: unknown, failures: number) => number | undefined
  /** Aborted when the bot stops, which must not wait for a pause. */
  readonly stopped?: AbortSignal
}

const FIRST_PAUSE_MS = 250
const LONGEST_PAUSE_MS = 15_000

/** The pause after a fault for which nobody has asked for another one; doubled with each failure. */
export function usualPauseMs(failures: number): number {
  return Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** failures)
}

/** Does something that may fail in passing, as long as there is time. Throws the last fault. */
export async function keepTrying<Result>(
  attempt: (failures: number) => Promise<Result>,
  { withinMs, pauseAfter, stopped }: Patience,
): Promise<Result> {
  const until = performance.now() + withinMs
  for (let failures = 0; ; failures += 1) {
    try {
      return await attempt(failures)
    } catch (error) {
      const pauseMs = pauseAfter(error, failures)
      if (pauseMs === undefined || stopped?.aborted || performance.now() + pauseMs >= until) throw error
      await wait(pauseMs, undefined, { ...(stopped && { signal: stopped }) }).catch(() => Promise.reject(error))
    }
  }
}
