import { allowedShare, type Objective } from './objective.ts'

/** What became of the requests of users, whichever release had them: a budget belongs to the place. */
export interface RequestCounts {
  readonly requests: number
  readonly errors: number
}

export type ErrorBudget =
  /** `enough`: from so many requests on it can be told. */
  | { readonly kind: 'too-few-requests'; readonly enough: number }
  /** `allowed` is how many of the requests may fail; `left` is the share of these that have not, from 0 to 1. */
  | { readonly kind: 'told'; readonly allowed: number; readonly left: number }

/**
 * Below ten, chance decides: a service that fails only half as often as it may, and may fail once, has used that up in two
 * of five cases; one that may fail ten times in three of a hundred. A number like that may not stop people.
 */
const TELLING = 10

/** How much of what may fail has not. Ten errors tell as well as ten allowed ones: that many among few are too many. */
export function errorBudget(objective: Objective, { requests, errors }: RequestCounts): ErrorBudget {
  const share = allowedShare(objective)
  // 200 × 0.07 is a little more than 14 in floating point: the last error that may be would leave something.
  const allowed = Number((requests * share).toPrecision(12))
  if (Math.max(allowed, errors) < TELLING) return { kind: 'too-few-requests', enough: Math.ceil(TELLING / share) }
  return { kind: 'told', allowed, left: Math.max(0, 1 - errors / allowed) }
}

/**
 * How fast the budget is used up: at 1 it lasts for just the days of the objective, at 2 for half of them. Undefined where
 * nobody asked anything.
 */
export function burnRate(objective: Objective, { requests, errors }: RequestCounts): number | undefined {
  return requests === 0 ? undefined : errors / requests / allowedShare(objective)
}

/** In whole percents, downwards, so that it is the same for a while; but what is not spent is never said to be. */
export function roundedShare(left: number): number {
  // 0.29 × 100 is a little less than 29.
  const percents = Math.floor(Number((left * 100).toPrecision(12)))
  return left > 0 ? Math.max(1, percents) / 100 : 0
}
