import type { EnvironmentId, ServiceId, TaskId } from '../domain/ids.ts'
import type { PlannedIntent } from '../domain/intents.ts'
import { type BuildStrategy, DEPLOY_STRATEGIES, type DeployStrategy } from '../domain/release.ts'
import type { Slots } from '../domain/understanding.ts'

/**
 * A change as somebody wants it: names of the catalog, and a ref as it was said. A plan is a request too: planned again,
 * it shows what moved.
 */
export type ChangeRequest =
  | { readonly kind: 'build'; readonly service: ServiceId; readonly ref: string; readonly strategy: BuildStrategy }
  | ({ readonly kind: 'deploy'; readonly ref: string } & Place)
  /** Without a ref, or with `previous`: to what served before. */
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

/** @param slots Complete, with names of the catalog. @returns A problem for a strategy that this bot does not have. */
export function changeRequestFrom(intent: PlannedIntent, slots: Slots): ChangeRequest | ImpossibleRequest {
  const service = String(slots.service)
  const environment = String(slots.environment)
  switch (intent) {
    case 'build.start':
      return { kind: 'build', service, ref: textOf(slots.ref, 'latest'), strategy: buildStrategy(slots.strategy) }
    case 'deploy.start':
    case 'rollback.start': {
      const strategy = deployStrategy(slots.strategy)
      if (!strategy) {
        const sentence = `I cannot deploy ${slots.strategy} here. I can do blue-green, recreate and canary.`
        return { kind: 'problem', sentence }
      }
      const place = { service, environment, strategy, ...(slots.strategy !== undefined && NAMED) }
      return intent === 'deploy.start'
        ? { kind: 'deploy', ref: textOf(slots.ref, 'latest'), ...place }
        : { kind: 'rollback', ref: textOf(slots.ref, 'previous'), ...place }
    }
    case 'task.cancel': {
      const reason = slots.reason === undefined ? {} : { reason: String(slots.reason) }
      return { kind: 'cancel', task: String(slots.task) as TaskId, ...reason }
    }
  }
}

function textOf(value: string | number | undefined, otherwise: string): string {
  return value === undefined ? otherwise : String(value)
}

function buildStrategy(value: string | number | undefined): BuildStrategy {
  return value === 'no-cache' ? 'no-cache' : 'cache'
}

function deployStrategy(value: string | number | undefined): DeployStrategy | undefined {
  if (value === undefined) return 'blue-green'
  return DEPLOY_STRATEGIES.find((known) => known === value)
}

const NAMED = { strategyNamed: true } as const
