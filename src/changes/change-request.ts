import type { EnvironmentId, ServiceId, TaskId } from '../domain/ids.ts'
import { type BuildStrategy, DEPLOY_STRATEGIES, type DeployStrategy } from '../domain/release.ts'
import type { Slots } from '../domain/understanding.ts'

/**
 * A change as somebody wants it: names of the catalog, and a ref as it was said. A plan is a request too: planned again,
 * it shows what moved.
 */
export type ChangeRequest =
  | { readonly kind: 'build'; readonly service: ServiceId; readonly ref: string; readonly strategy: BuildStrategy }
  | ({ readonly kind: 'deploy'; readonly ref: string } & Place)
  /** `previous` is the release that was live before. */
  | ({ readonly kind: 'rollback'; readonly ref: string } & Place)
  | { readonly kind: 'cancel'; readonly task: TaskId; readonly reason?: string }

interface Place {
  readonly service: ServiceId
  readonly environment: EnvironmentId
  readonly strategy: DeployStrategy
  readonly strategyNamed?: true
}

/** Why there is no such change, as a sentence. */
export interface ImpossibleRequest {
  readonly kind: 'problem'
  readonly sentence: string
}

/** @param slots Complete, with names of the catalog. */
export function buildRequest({ service, ref, strategy }: Slots): ChangeRequest {
  return {
    kind: 'build',
    service: String(service),
    ref: textOf(ref, 'latest'),
    strategy: strategy === 'no-cache' ? 'no-cache' : 'cache',
  }
}

/** @returns A problem for a strategy that this bot does not have. */
export function deployRequest(slots: Slots): ChangeRequest | ImpossibleRequest {
  const place = placeIn(slots)
  return 'kind' in place ? place : { kind: 'deploy', ref: textOf(slots.ref, 'latest'), ...place }
}

/** @returns A problem for a strategy that this bot does not have. */
export function rollbackRequest(slots: Slots): ChangeRequest | ImpossibleRequest {
  const place = placeIn(slots)
  return 'kind' in place ? place : { kind: 'rollback', ref: textOf(slots.ref, 'previous'), ...place }
}

export function cancelRequest({ task, reason }: Slots): ChangeRequest {
  return { kind: 'cancel', task: String(task) as TaskId, ...(reason !== undefined && { reason: String(reason) }) }
}

function placeIn({ service, environment, strategy: named }: Slots): Place | ImpossibleRequest {
  const strategy = deployStrategy(named)
  if (!strategy) {
    return {
      kind: 'problem',
      sentence: `I don’t support the strategy ${named}. I support blue-green, recreate and canary.`,
    }
  }
  const place = { service: String(service), environment: String(environment), strategy }
  return named === undefined ? place : { ...place, strategyNamed: true }
}

function textOf(value: string | number | undefined, otherwise: string): string {
  return value === undefined ? otherwise : String(value)
}

function deployStrategy(value: string | number | undefined): DeployStrategy | undefined {
  if (value === undefined) return 'blue-green'
  return DEPLOY_STRATEGIES.find((known) => known === value)
}
