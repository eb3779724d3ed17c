import type { Chart, Shade, ShadeName } from '../domain/chart.ts'
import { releaseOf, whereOf } from '../domain/plan.ts'
import type { Run } from '../domain/run.ts'
import type { Texts } from '../texts/texts.ts'
import { durationTrend, type Picture } from './duration-trend.ts'
import { dateTime } from './words.ts'

/** With fewer runs the table alone is shown. */
const LEAST_RUNS = 3
const DAY_MS = 86_400_000
/** From here on, days say more than moments. */
const LONG_MS = 7 * DAY_MS

/**
 * Deployments and rollbacks as a picture: of one place how long each took, of several what ran when, and over a week and more how
 * they ended day by day. Undefined where there are too few.
 */
export function historyPicture(runs: readonly Run[], texts: Texts): Picture | undefined {
  if (runs.length < LEAST_RUNS) return undefined
  const ordered = runs.toSorted((one, other) => startOf(one) - startOf(other))
  const places = new Set(ordered.map(placeOf))
  const [first, last] = [ordered[0], ordered.at(-1)]
  if (!first || !last) return undefined
  if (places.size === 1) return durationTrend(ordered, [...places][0] ?? '', texts.deployments.history.picture, texts)
  const isLong = startOf(last) - startOf(first) >= LONG_MS
  const alt = texts.deployments.history.picture.outcomes({
    ...{ count: runs.length, outcomes: outcomeWords(ordered, texts) },
    ...{ from: dateTime(isoOf(first)), until: dateTime(isoOf(last)) },
  })
  return { chart: isLong ? byDay(ordered, texts) : timeline(ordered, texts), alt }
}

const isoOf = (run: Run): string => run.startedAt ?? run.requestedAt
const startOf = (run: Run): number => Date.parse(isoOf(run))

function placeOf(run: Run): string {
  const { service, environment } = whereOf(run)
  return [service, environment].filter((one) => one !== undefined).join(' · ')
}

interface Outcome extends ShadeName {
  readonly runs: readonly Run[]
}

/** In the order in which they stand on each other; those that did not happen are left out. */
function outcomesOf(runs: readonly Run[], texts: Texts): readonly Outcome[] {
  const { states } = texts.runs
  const { kinds } = texts.deployments.history
  const open = texts.formats.allOf([
    ...new Set(runs.filter((run) => shadeOf(run) === 'neutral').map(({ state }) => states[state])),
  ])
  const names: readonly ShadeName[] = [
    { shade: 'good', name: states.succeeded },
    { shade: 'warning', name: kinds.rollback },
    { shade: 'bad', name: states.failed },
    { shade: 'neutral', name: open },
  ]
  return names
    .map((one) => ({ ...one, runs: runs.filter((run) => shadeOf(run) === one.shade) }))
    .filter((one) => one.runs.length > 0)
}

function shadeOf({ state, plan }: Run): Shade {
  if (state === 'failed') return 'bad'
  if (state !== 'succeeded') return 'neutral'
  return plan.kind === 'rollback' ? 'warning' : 'good'
}

const outcomeWords = (runs: readonly Run[], texts: Texts): string =>
  texts.formats.allOf(outcomesOf(runs, texts).map(({ name, runs: of }) => `${of.length} ${name}`))

const labelOf = (run: Run): string => releaseOf(run)?.version ?? run.task

function timeline(runs: readonly Run[], texts: Texts): Chart {
  const lanes = Map.groupBy(runs, placeOf)
  return {
    ...{ kind: 'timeline', title: texts.deployments.history.last({ count: runs.length }) },
    shades: outcomesOf(runs, texts).map(({ shade, name }) => ({ shade, name })),
    lanes: [...lanes].map(([name, of]) => ({
      name,
      items: of.map((run) => ({
        ...{ at: isoOf(run), label: labelOf(run), shade: shadeOf(run) },
        ...(run.endedAt !== undefined && { until: run.endedAt }),
      })),
    })),
  }
}

/** Days on which nothing was deployed are there too. */
function byDay(runs: readonly Run[], texts: Texts): Chart {
  const { picture, last } = texts.deployments.history
  const start = Math.min(...runs.map(startOf))
  const end = Math.max(...runs.map(startOf))
  const dayOf = (at: number): number => Math.floor(at / DAY_MS)
  const days = Array.from({ length: dayOf(end) - dayOf(start) + 1 }, (_, index) => dayOf(start) + index)
  const outcomes = outcomesOf(runs, texts)
  return {
    ...{ kind: 'bars', title: `${last({ count: runs.length })} · UTC`, unit: picture.perDay },
    bars: days.map((day) => ({
      category: new Date(day * DAY_MS).toISOString().slice(5, 10),
      parts: outcomes.map(({ shade, name, runs: of }) => ({
        ...{ shade, name },
        value: of.filter((run) => dayOf(startOf(run)) === day).length,
      })),
    })),
  }
}
