import type { Drift, ObservedPlace } from './drift.ts'
import type { TaskId } from './ids.ts'
import type { Health, Release } from './release.ts'
import type { Run } from './run.ts'

/**
 * How what serves differs from what should. The last question is the least: what is healthy may still have been made in
 * another way than the configuration says by now.
 *
 * @param recipe How it was made, and how it would be by now; see `Recipes.recipe`.
 */
export function detectDrift(
  expected: Release,
  health: Health,
  recipe: { readonly made: string; readonly wanted: string },
): ObservedPlace | undefined {
  if (health.state === 'nothing-deployed')
    return health.isIntended
      ? { kind: 'stopped', sentence: `${expected.version} was stopped there on purpose.`, isIntended: true }
      : { kind: 'stopped', sentence: `Nothing serves there, where ${expected.version} should.` }
  const { version, sha } = health.release
  if (sha !== expected.sha)
    return { kind: 'version', actual: version, sentence: `${version} serves there, where ${expected.version} should.` }
  if (health.state === 'unhealthy') return { kind: 'unhealthy', actual: version, sentence: health.sentence }
  if (recipe.made === recipe.wanted) return undefined
  const sentence = `${version} was built and started in another way than the configuration says by now.`
  return { kind: 'config', actual: version, sentence }
}

/** A place answers badly for a moment now and then; only what lasts so long is said. */
const STEADY_MS = 60_000

/** What was seen of a task's release at the last look, and since when it has been the same. */
export interface Seen {
  readonly task: TaskId
  readonly sighting: ObservedPlace | undefined
  readonly sinceMs: number
}

export function lookedAgain(before: Seen | undefined, now: Omit<Seen, 'sinceMs'>, nowMs: number): Seen {
  const isSame = before?.task === now.task && isAlike(before.sighting, now.sighting)
  // A clock that was put back must not make it last into the future.
  return { ...now, sinceMs: isSame ? Math.min(before.sinceMs, nowMs) : nowMs }
}

/** A sentence may say the same in other words, such as how often something has ended. */
function isAlike(one: Alike | undefined, other: Alike | undefined): boolean {
  return one?.kind === other?.kind && one?.actual === other?.actual
}

type Alike = Pick<ObservedPlace, 'kind' | 'actual'>

/** What becomes of the drift of a place once it has looked the same for a while. */
export type DriftChange =
  | { readonly kind: 'none' }
  | { readonly kind: 'begins'; readonly sighting: ObservedPlace }
  | { readonly kind: 'ends' }
  | { readonly kind: 'turns-into'; readonly sighting: ObservedPlace }

/**
 * @param last The latest drift of the place, over or not. While it is not, it is what is known there; one of an earlier
 * release is no longer what is seen.
 */
export function changeAfter(
  last: Pick<Drift, 'task' | 'kind' | 'actual' | 'foundAt' | 'ended'> | undefined,
  { task, sighting, sinceMs }: Seen,
  nowMs: number,
): DriftChange {
  const open = last?.ended ? undefined : last
  const isKnown = open ? open.task === task && isAlike(open, sighting) : sighting === undefined
  // What another process has just noted otherwise is not contradicted before it had its minute too.
  const notedMs = last ? Date.parse(last.ended?.at ?? last.foundAt) : sinceMs
  const isJustNoted = notedMs <= nowMs && nowMs - notedMs < STEADY_MS
  if (isKnown || isJustNoted || nowMs - sinceMs < STEADY_MS) return { kind: 'none' }
  if (!sighting) return { kind: 'ends' }
  return { kind: open ? 'turns-into' : 'begins', sighting }
}

const HOUR_MS = 60 * 60 * 1000
/** So often within an hour the same trouble is worth a message of its own. */
const TOLD_WITHIN_AN_HOUR = 2

/**
 * The drift that one which begins goes on with, since its place comes and goes: its card is written anew then, and nobody
 * is called once more. Undefined: it is a drift of its own.
 *
 * @param earlier Drifts of the place that are over, the newest first.
 */
export function goesOnWith(earlier: readonly Drift[], { task, sighting }: Seen, nowMs: number): Drift | undefined {
  const same = earlier.filter(
    (drift) => drift.task === task && drift.kind === sighting?.kind && nowMs - Date.parse(drift.foundAt) < HOUR_MS,
  )
  return same.length < TOLD_WITHIN_AN_HOUR ? undefined : same[0]
}

/** What the watcher of a release saw too is found this long after it said so, at the most. */
const SAME_TROUBLE_MS = 3 * 60_000

/** Whether the watcher of the release has just told its thread that it does not do well, with the way back. */
export function isToldByWatcher({ health, endedAt }: Pick<Run, 'health' | 'endedAt'>, nowMs: number): boolean {
  if (health?.verdict !== 'roll-back' || endedAt === undefined) return false
  return nowMs - (Date.parse(endedAt) + (health.minutes ?? 0) * 60_000) < SAME_TROUBLE_MS
}
