import { environmentKey } from './environment.ts'
import type { Stored } from './event.ts'
import type { EnvironmentId, ServiceId, TaskId } from './ids.ts'
import type { Release } from './release.ts'

/** How what is can differ from what should be. */
export const DRIFT_KINDS = ['version', 'config', 'stopped', 'unhealthy', 'extra-instance', 'disk', 'unknown'] as const
export type DriftKind = (typeof DRIFT_KINDS)[number]

/** What may be done about it. Each is an ordinary plan that somebody confirms. */
export const REMEDIATIONS = ['redeploy', 'roll-back'] as const
export type RemediationName = (typeof REMEDIATIONS)[number]

/** What is seen at a place where something else should be. */
export interface ObservedPlace {
  readonly kind: Extract<DriftKind, 'version' | 'config' | 'stopped' | 'unhealthy'>
  /** What serves instead, where something does. */
  readonly actual?: string
  /** For people. */
  readonly sentence: string
  /** Somebody wanted it so: no drift to be told of, though it may be deployed once more. */
  readonly isIntended?: true
}

/** Attempts to fix a drift that have failed, by what was tried. */
export type FailedAttempts = Readonly<Partial<Record<RemediationName, number>>>

/** What an agent would do about a drift; without a remediation a person has to look. */
export interface DriftChoice {
  readonly remediation?: RemediationName
  /** As sentences, the most important first. */
  readonly reasons: readonly string[]
  /** The language model that had a say in it; the rules alone when left out. */
  readonly model?: string
}

interface OfDrift {
  readonly drift: string
  readonly service: ServiceId
  readonly environment: EnvironmentId
}

interface FoundDrift extends OfDrift, ObservedPlace {
  /** Whose release should serve there. */
  readonly task: TaskId
  readonly expected: Release
  /** Of the button that leads to its fix. */
  readonly button: string
  /** Whoever watches the release has said the same just before; the thread need not hear it twice. */
  readonly isTold?: true
}

/** What happened to what should serve at a place. One drift of a place is open at a time. Stream `drift-<service>/<environment>`. */
export type DriftEvent =
  | ({ readonly type: 'drift.found' } & FoundDrift)
  | ({ readonly type: 'drift.judged'; readonly choice: DriftChoice; readonly failed: FailedAttempts } & OfDrift)
  /** `replaced`: what is there differs in another way by now, which is a drift of its own. */
  | ({ readonly type: 'drift.ended'; readonly how: 'fixed' | 'replaced' | 'stopped-on-purpose' } & OfDrift)

export interface Drift extends FoundDrift {
  readonly foundAt: string
  /** The latest judgement; left out until the first. */
  readonly choice?: DriftChoice
  /** What had failed when it was judged. */
  readonly failed?: FailedAttempts
  readonly ended?: { readonly how: 'fixed' | 'replaced' | 'stopped-on-purpose'; readonly at: string }
}

export function driftStream(service: ServiceId, environment: EnvironmentId): string {
  return `drift-${environmentKey(service, environment)}`
}

export function evolveDrift(
  before: Drift | undefined,
  { body, at }: Pick<Stored<DriftEvent>, 'body' | 'at'>,
): Drift | undefined {
  switch (body.type) {
    case 'drift.found': {
      const { type: _, ...found } = body
      return { ...found, foundAt: at }
    }
    case 'drift.judged':
      return before && { ...before, choice: body.choice, failed: body.failed }
    case 'drift.ended':
      return before && { ...before, ended: { how: body.how, at } }
  }
}

export function sameAttempts(one: FailedAttempts | undefined, other: FailedAttempts): boolean {
  return one !== undefined && REMEDIATIONS.every((name) => (one[name] ?? 0) === (other[name] ?? 0))
}
