import type { Plan } from '../../domain/plan.ts'
import type { Clock } from '../../ports/clock.ts'
import type { ServiceCode } from '../../ports/code-host.ts'
import type { Documents } from '../../ports/event-store.ts'
import type { HealthProbe } from '../../ports/health-probe.ts'
import type { Recipes } from '../../ports/recipes.ts'
import type { Source } from '../../ports/source.ts'
import type { RolloutParts } from '../rollout.ts'

/** A request made exact, or the sentence that says why it cannot be. */
export type PlanResult =
  /** `note`: what of the request could not be had, as a sentence. */
  { readonly kind: 'plan'; readonly plan: Plan; readonly note?: string } | Problem

/** Why there is no such change, as a sentence. */
export interface Problem {
  readonly kind: 'problem'
  readonly sentence: string
  /** It is not permitted, which its person does not learn, nor that there is such a thing. */
  readonly hides?: string
  /** A freeze, somebody's lock or the order of environments is in the way. */
  readonly stops?: true
}

export const problem = (sentence: string): Problem => ({ kind: 'problem', sentence })

export const stopped = (sentence: string): Problem => ({ ...problem(sentence), stops: true })

export interface PlanParts extends RolloutParts {
  readonly delivery: Source & ServiceCode & Recipes & HealthProbe & RolloutParts['delivery']
  readonly store: Documents
  readonly clock: Pick<Clock, 'now'>
  /** Short random ids: unguessable, at most 24 characters. */
  readonly newId: () => string
}
