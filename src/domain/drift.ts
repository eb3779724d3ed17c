import type { DriftKind } from './drift-kind.ts'
import { environmentKey } from './environment.ts'
import type { Stored } from './event.ts'
import type { EnvironmentId, ServiceId, TaskId } from './ids.ts'
import type { Release } from './release.ts'
import type { NotedRepairDecision } from './repair-policy.ts'

/** What may be done about it. Each is an ordinary plan that somebody confirms. */
export const REMEDIATIONS = ['redeploy', 'roll-back'] as const
export type RemediationName = (typeof REMEDIATIONS)[number]

/** What is seen at a place, or on one of its devices, where something else should be. */
export interface ObservedPlace {
  readonly kind: Extract<DriftKind, 'version' | 'config' | 'missing' | 'stopped' | 'unhealthy' | 'unknown'>
  /** What serves instead, where something does. */
  readonly actual?: string
  /** For people. */
  readonly sentence: string
  /** What somebody has changed by hand, as sentences that are part of it. */
  readonly byHand?: readonly string[]
  /** Somebody wanted it so: no drift to be told of, though it may be deployed once more. */
  readonly isIntended?: true
  /** Since when a device is silent, ISO 8601 in UTC. */
  readonly lastSeen?: string
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
  /** The device that it is about; left out for the place itself. */
  readonly device?: string
}

interface FoundDrift extends OfDrift, ObservedPlace {
  /** Whose release should serve there. */
  readonly task: TaskId
  readonly expected: Release
  /** Of the button that leads to its fix. */
  readonly button: string
  /** Whoever watches the release has said the same just before; the thread need not hear it twice. */
  readonly isTold?: true
  /** Drifts of devices that are there at the same time share a card. */
  readonly card?: string
}

/** How a drift ended. `replaced`: what is there differs in another way by now; `gone`: the inventory lists it no longer. */
type DriftEnd = 'fixed' | 'replaced' | 'stopped-on-purpose' | 'gone'

/**
 * What happened to what should serve at a place or run on a device. One drift of each is open at a time. Stream
 * `drift-<service>/<environment>`, for a device with `/<device>` behind it.
 */
export type DriftEvent =
  | ({ readonly type: 'drift.found' } & FoundDrift)
  | ({ readonly type: 'drift.judged'; readonly choice: DriftChoice; readonly failed: FailedAttempts } & OfDrift)
  /** What is done about the drift of a device. */
  | ({ readonly type: 'drift.decided'; readonly decision: NotedRepairDecision } & OfDrift)
  | ({ readonly type: 'drift.ended'; readonly how: DriftEnd } & OfDrift)

export interface Drift extends FoundDrift {
  readonly foundAt: string
  /** The latest judgement; left out until the first. */
  readonly choice?: DriftChoice
  /** What had failed when it was judged. */
  readonly failed?: FailedAttempts
  /** The latest decision about a device; left out until the first. */
  readonly decision?: NotedRepairDecision
  readonly ended?: { readonly how: DriftEnd; readonly at: string }
}

export function driftStream(service: ServiceId, environment: EnvironmentId, device?: string): string {
  const place = `drift-${environmentKey(service, environment)}`
  return device === undefined ? place : `${place}/${device}`
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
    case 'drift.decided':
      return before && { ...before, decision: body.decision }
    case 'drift.ended':
      return before && { ...before, ended: { how: body.how, at } }
  }
}

export function sameAttempts(one: FailedAttempts | undefined, other: FailedAttempts): boolean {
  return one !== undefined && REMEDIATIONS.every((name) => (one[name] ?? 0) === (other[name] ?? 0))
}
