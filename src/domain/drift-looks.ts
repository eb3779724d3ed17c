import type { Health, Release } from '../ports/delivery.ts'
import type { Drift, Sighting } from './drift.ts'
import type { TaskId } from './ids.ts'

/**
 * How what serves differs from what should. The last question is the least: what is healthy may still have been made in
 * another way than the configuration says by now.
 *
 * @param recipe How it was made, and how it would be by now; see `Source.recipe`.
 */
export function differenceAt(
  expected: Release,
  health: Health,
  recipe: { readonly made: string; readonly wanted: string },
): Sighting | undefined {
  if (health.state === 'nothing-deployed')
    return { kind: 'stopped', sentence: `Nothing serves there, where ${expected.version} should.` }
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
  readonly sighting: Sighting | undefined
  readonly sinceMs: number
}

export function lookedAgain(before: Seen | undefined, now: Omit<Seen, 'sinceMs'>, nowMs: number): Seen {
  const isSame = before?.task === now.task && before.sighting?.kind === now.sighting?.kind
  return { ...now, sinceMs: isSame ? before.sinceMs : nowMs }
}

/** What becomes of the drift of a place once it has looked the same for a while. */
export type DriftChange =
  | { readonly kind: 'none' }
  | { readonly kind: 'begins'; readonly sighting: Sighting }
  | { readonly kind: 'ends' }
  | { readonly kind: 'turns-into'; readonly sighting: Sighting }

/** @param open The drift that is known there; one of an earlier release is no longer what is seen. */
export function changeAfter(
  open: Pick<Drift, 'task' | 'kind'> | undefined,
  { task, sighting, sinceMs }: Seen,
  nowMs: number,
): DriftChange {
  const isKnown = open ? open.task === task && open.kind === sighting?.kind : sighting === undefined
  if (isKnown || nowMs - sinceMs < STEADY_MS) return { kind: 'none' }
  if (!sighting) return { kind: 'ends' }
  return { kind: open ? 'turns-into' : 'begins', sighting }
}
