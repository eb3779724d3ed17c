import { Cron } from 'croner'
import type { Zone } from '../local-time.ts'

/** When a workflow starts by itself: a rule of five fields, read by the clocks of a zone. */
export interface CronRule {
  readonly cron: string
  readonly zone: Zone
}

/** @param usual The clocks that are meant where nobody says. */
export function ruleOf({ cron, zone }: { readonly cron: string; readonly zone?: Zone }, usual: Zone): CronRule {
  return { cron, zone: zone ?? usual }
}

/**
 * Where the clocks jump over an hour, a rule for one time in it is due when they have jumped; where an hour comes twice, it
 * is due the first time only. A rule with `*` or a step in its time is due as often as the clocks show it.
 * @throws for what is no rule.
 */
function read({ cron, zone }: CronRule): Cron {
  return new Cron(cron, { mode: '5-part', timezone: zone })
}

/** The first moment after another; undefined when none ever comes. @throws for what is no rule. */
export function nextDue(rule: CronRule, after: Date): Date | undefined {
  return read(rule).nextRun(after) ?? undefined
}

/** The last moment up to now, and after another; undefined when there was none between. */
export function lastDue(rule: CronRule, after: Date, now: Date): Date | undefined {
  // Counted are moments before the one that is given.
  const [last] = read(rule).previousRuns(1, new Date(now.getTime() + 1))
  return last && last > after ? last : undefined
}

/** What is wrong with a rule: it cannot be read, or no such moment ever comes. */
export function problemWithCron(cron: string): 'unreadable' | 'never' | undefined {
  try {
    return nextDue({ cron, zone: 'UTC' }, new Date(0)) === undefined ? 'never' : undefined
  } catch {
    return 'unreadable'
  }
}
