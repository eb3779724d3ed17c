import type { Drift, ObservedPlace } from './drift.ts'
import type { TaskId } from './ids.ts'
import type { Health, Release } from './release.ts'
import type { Run } from './run.ts'

/**
 * Compares what is running with what should be: the release, its health, and last the configuration it was made with.
 *
 * @param recipe How it was made, and how it would be by now; see `Recipes.recipe`.
 */
export function detectDrift(
  expected: Release,
  health: Exclude<Health, { state: 'unknown' }>,
  recipe: { readonly made: string; readonly wanted: string },
): ObservedPlace | undefined {
  const { byHand = [] } = health
  const told = (sentence: string): Pick<ObservedPlace, 'sentence' | 'byHand'> => ({
    sentence: [sentence, ...byHand].join(' '),
    ...(byHand.length > 0 && { byHand }),
  })
  if (health.state === 'nothing-deployed')
    return health.isIntended
      ? { kind: 'stopped', sentence: `${expected.version} was stopped on purpose.`, isIntended: true }
      : { kind: 'stopped', ...told(`Nothing is running; expected ${expected.version}.`) }
  const { version, sha } = health.release
  if (sha !== expected.sha)
    return { kind: 'version', actual: version, ...told(`${version} is live; expected ${expected.version}.`) }
  if (health.state === 'unhealthy') return { kind: 'unhealthy', actual: version, ...told(health.sentence) }
  if (recipe.made !== recipe.wanted)
    return { kind: 'config', actual: version, ...told(`${version} runs with an outdated configuration.`) }
  return byHand.length === 0
    ? undefined
    : { kind: 'config', actual: version, ...told(`${version} runs, but no longer as it was deployed.`) }
}

/** Ignores short disturbances: only a drift that lasts this long is reported. */
const STEADY_MS = 60_000

/** The last observation of a task's release, and since when it has been the same. */
export interface Seen {
  readonly task: TaskId
  readonly observed: ObservedPlace | undefined
  readonly sinceMs: number
}

export function lookedAgain(before: Seen | undefined, now: Omit<Seen, 'sinceMs'>, nowMs: number): Seen {
  const isSame = before?.task === now.task && isAlike(before.observed, now.observed)
  // A clock that was set back must not date it into the future.
  return { ...now, sinceMs: isSame ? Math.min(before.sinceMs, nowMs) : nowMs }
}

/** Ignores the sentence, which may only count crashes differently. */
function isAlike(one: Alike | undefined, other: Alike | undefined): boolean {
  const handsOf = (of: Alike | undefined): string => JSON.stringify(of?.byHand ?? [])
  return one?.kind === other?.kind && one?.actual === other?.actual && handsOf(one) === handsOf(other)
}

type Alike = Pick<ObservedPlace, 'kind' | 'actual' | 'byHand'>

/** The change of a place's drift once an observation has been stable. */
export type DriftChange =
  | { readonly kind: 'none' }
  | { readonly kind: 'begins'; readonly observed: ObservedPlace }
  | { readonly kind: 'ends' }
  | { readonly kind: 'turns-into'; readonly observed: ObservedPlace }

/** @param last The latest drift of the place, ended or not. */
export function changeAfter(
  last: Pick<Drift, 'task' | 'kind' | 'actual' | 'byHand' | 'foundAt' | 'ended'> | undefined,
  { task, observed, sinceMs }: Seen,
  nowMs: number,
): DriftChange {
  const open = last?.ended ? undefined : last
  const isKnown = open ? open.task === task && isAlike(open, observed) : observed === undefined
  // Another process has just recorded something else; it is stable for a minute before it is contradicted.
  const notedMs = last ? Date.parse(last.ended?.at ?? last.foundAt) : sinceMs
  const isJustNoted = notedMs <= nowMs && nowMs - notedMs < STEADY_MS
  if (isKnown || isJustNoted || nowMs - sinceMs < STEADY_MS) return { kind: 'none' }
  if (!observed) return { kind: 'ends' }
  return { kind: open ? 'turns-into' : 'begins', observed }
}

const HOUR_MS = 60 * 60 * 1000
/** How often within an hour the same drift gets a message of its own. */
const TOLD_WITHIN_AN_HOUR = 2

/**
 * The earlier drift that a flapping one continues: its card is edited again, and nobody is notified again. Undefined when
 * it is a new drift.
 *
 * @param earlier Ended drifts of the place, newest first.
 */
export function recurrenceOf(earlier: readonly Drift[], { task, observed }: Seen, nowMs: number): Drift | undefined {
  const same = earlier.filter(
    (drift) => drift.task === task && drift.kind === observed?.kind && nowMs - Date.parse(drift.foundAt) < HOUR_MS,
  )
  return same.length < TOLD_WITHIN_AN_HOUR ? undefined : same[0]
}

/** The release monitor reports the same trouble at most this long before the drift monitor. */
const SAME_TROUBLE_MS = 3 * 60_000

/** Whether the release monitor has just reported this release as failing, with a rollback button. */
export function isToldByWatcher({ health, endedAt }: Pick<Run, 'health' | 'endedAt'>, nowMs: number): boolean {
  if (health?.verdict !== 'roll-back' || endedAt === undefined) return false
  return nowMs - (Date.parse(endedAt) + (health.minutes ?? 0) * 60_000) < SAME_TROUBLE_MS
}
