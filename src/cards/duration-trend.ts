import type { Chart } from '../domain/chart.ts'
import { releaseOf } from '../domain/plan.ts'
import type { Run } from '../domain/run.ts'
import type { Texts } from '../texts/texts.ts'
import { duration } from './words.ts'

export interface Picture {
  readonly chart: Chart
  /** What it shows, in one sentence. */
  readonly alt: string
}

/** Fewer are no trend. */
const LEAST_POINTS = 3

/** What the picture says of one kind of work. */
export type TrendWords = Pick<Texts['deployments']['history']['picture'], 'durations' | 'took' | 'seconds'>

/**
 * How long those took that succeeded; failures are marked, since it does not matter how long they took. Undefined where too few
 * succeeded.
 * @param runs Of one kind at one place, oldest first.
 */
export function durationTrend(
  runs: readonly Run[],
  place: string,
  words: TrendWords,
  texts: Texts,
): Picture | undefined {
  const took = runs.flatMap(({ state, startedAt, endedAt }) => {
    if (state !== 'succeeded' || startedAt === undefined || endedAt === undefined) return []
    return [{ at: startedAt, ms: Date.parse(endedAt) - Date.parse(startedAt) }]
  })
  if (took.length < LEAST_POINTS) return undefined
  const [least, most] = [Math.min(...took.map(({ ms }) => ms)), Math.max(...took.map(({ ms }) => ms))]
  const failed = runs.filter(({ state }) => state === 'failed')
  return {
    chart: {
      ...{ kind: 'lines', title: words.durations({ place }), unit: words.seconds },
      series: [{ name: place, points: took.map(({ at, ms }) => ({ at, value: ms / 1_000 })) }],
      markers: failed.map((run) => ({
        at: run.startedAt ?? run.requestedAt,
        label: `${releaseOf(run)?.version ?? run.task} ${texts.runs.states.failed}`,
      })),
    },
    alt: words.took({
      ...{ count: took.length, place, failed: failed.length },
      ...{ least: duration(least), most: duration(most) },
    }),
  }
}
