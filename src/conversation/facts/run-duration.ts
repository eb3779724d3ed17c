import { counted, duration } from '../../cards/words.ts'
import { whereOf } from '../../domain/plan.ts'
import type { Run } from '../../domain/run.ts'

/** `deploy of billionmail to staging` */
export function workAt(run: Run): string {
  const { service, environment } = whereOf(run)
  if (environment === undefined) return `build of ${service}`
  return run.plan.kind === 'rollback'
    ? `rollback of ${service} in ${environment}`
    : `deploy of ${service} to ${environment}`
}

/** `deploy of v1.1.0 of billionmail to staging` */
export function workOf(run: Run): string {
  const { kind, release } = run.plan
  return kind === 'rollback'
    ? `${workAt(run)} to ${release.version}`
    : workAt(run).replace(' of ', ` of ${release.version} of `)
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
export function usualDuration(runs: readonly Run[], now: Date): readonly string[] {
  const done = runs.filter(({ state }) => state === 'succeeded')
  // A rollback is quick, and whoever asks of it finds nothing else among the runs.
  const newest = done.find(({ plan }) => plan.kind === 'deploy') ?? done[0]
  if (!newest) return ['None that you may see has succeeded yet, so I cannot tell.']
  const alike = done.filter((run) => workAt(run) === workAt(newest)).slice(0, MOST_COUNTED)
  const times = alike.map((run) => spentMs(run, now)).toSorted((a, b) => a - b)
  const [shortest = 0] = times
  const [longest = 0, middle = 0] = [times.at(-1), times[Math.floor(times.length / 2)]]
  return [
    `A ${workAt(newest)} takes about ${duration(middle)}.`,
    times.length === 1
      ? 'There was one so far.'
      : `The middle of the last ${counted(times.length, 'time')}: ${duration(shortest)} to ${duration(longest)}.`,
  ]
}
