import { duration } from '../../cards/words.ts'
import { targetOf } from '../../domain/plan.ts'
import { isReleaseRun, type Run } from '../../domain/run.ts'
import { planTitle } from '../../texts/plan-words.ts'
import type { Texts } from '../../texts/texts.ts'

/** `deploy of billionmail to staging` */
export function workAt(run: Run, texts: Texts): string {
  const words = texts.facts.duration
  const target = targetOf(run)
  if (target) return words.work[target.kind](target)
  return isReleaseRun(run) ? words.work.build(run.plan) : planTitle(run.plan, texts)
}

/** `deploy of v1.1.0 of billionmail to staging` */
export function workOf(run: Run, texts: Texts): string {
  const words = texts.facts.duration
  const target = targetOf(run)
  if (!isReleaseRun(run)) return planTitle(run.plan, texts)
  const { version } = run.plan.release
  return target ? words.workOf[target.kind]({ ...target, version }) : words.workOf.build({ ...run.plan, version })
}

/** From its start to its end, or until now. */
export const spent = (run: Run, now: Date): string => duration(spentMs(run, now))

function spentMs({ startedAt, requestedAt, endedAt }: Run, now: Date): number {
  return (endedAt === undefined ? now.getTime() : Date.parse(endedAt)) - Date.parse(startedAt ?? requestedAt)
}

/** What was usual long ago tells nothing of now. */
const MOST_COUNTED = 10

/**
 * How long work of the kind and at the place of the newest success takes: elsewhere it may take another time.
 * @param runs Ended, the newest first.
 */
export function usualDuration(runs: readonly Run[], now: Date, texts: Texts): readonly string[] {
  const words = texts.facts.duration
  const done = runs.filter(({ state }) => state === 'succeeded')
  // A rollback is quick, and whoever asks of it finds nothing else among the runs.
  const newest = done.find(({ plan }) => plan.kind === 'deploy') ?? done[0]
  if (!newest) return [words.noneSucceeded]
  const alike = done.filter((run) => workAt(run, texts) === workAt(newest, texts)).slice(0, MOST_COUNTED)
  const times = alike.map((run) => spentMs(run, now)).toSorted((a, b) => a - b)
  const [shortest = 0] = times
  const [longest = 0, middle = 0] = [times.at(-1), times[Math.floor(times.length / 2)]]
  return [
    words.usually({ work: workAt(newest, texts), time: duration(middle) }),
    times.length === 1
      ? words.onlyOne
      : words.range({ count: times.length, shortest: duration(shortest), longest: duration(longest) }),
  ]
}
