import type { Clock } from '../ports/clock.ts'
import type { ApplyRetention, Retained } from '../ports/retention.ts'
import { type Loop, startLoop } from '../runtime/loop.ts'

export interface DailyRetentionParts {
  readonly apply: ApplyRetention
  readonly clock: Clock
  readonly onApplied: (retained: Retained) => void
  readonly onError: (error: unknown) => void
}

/** A start has better things to do, and a bot that is restarted every hour still gets to it. */
const FIRST_AFTER_MS = 10 * 60_000
const EVERY_MS = 24 * 60 * 60_000

/** Erases once a day what may not be kept any longer. */
export function startDailyRetention({ apply, clock, onApplied, onError }: DailyRetentionParts): Loop {
  let isFirst = true
  const round = async (): Promise<Date> => {
    const after = (ms: number): Date => new Date(clock.now().getTime() + ms)
    if (isFirst) {
      isFirst = false
      return after(FIRST_AFTER_MS)
    }
    const retained = await apply(true)
    if (retained.events + retained.beside > 0) onApplied(retained)
    return after(EVERY_MS)
  }
  return startLoop({ clock, round, onError })
}
