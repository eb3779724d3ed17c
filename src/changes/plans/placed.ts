import type { Rerun } from '../../domain/failed-jobs.ts'
import type { Place } from '../../domain/place.ts'
import { DEPLOY_STRATEGIES, type DeployStrategy } from '../../domain/release.ts'
import type { Slots } from '../../domain/understanding.ts'
import type { Texts } from '../../texts/texts.ts'
import { type Problem, problem } from './planned.ts'

/** A place, and how a release is to take over there. */
export interface PlacedRequest extends Place {
  readonly strategy: DeployStrategy
  readonly strategyNamed?: true
  /** The failed jobs that are run again for it. */
  readonly rerun?: Rerun
}

/**
 * @param slots Complete, with names of the catalog.
 * @returns A problem for a strategy that this bot does not have.
 */
export function placeIn({ service, environment, strategy: named }: Slots, { plans }: Texts): PlacedRequest | Problem {
  const strategy = named === undefined ? 'blue-green' : DEPLOY_STRATEGIES.find((known) => known === named)
  if (!strategy) return problem(plans.problem.unknownStrategy({ strategy: String(named) }))
  const place = { service: String(service), environment: String(environment), strategy }
  return named === undefined ? place : { ...place, strategyNamed: true }
}
