import { type ErrorBudget, errorBudget, type RequestCounts } from '../domain/error-budget.ts'
import type { Objective } from '../domain/objective.ts'
import type { Place } from '../domain/place.ts'
import { objectiveAt } from '../domain/settings.ts'
import type { TrafficHistory } from '../ports/traffic-history.ts'
import type { ReaderScope } from './scope.ts'

const DAY_MS = 24 * 60 * 60 * 1000

const BUDGET_RIGHT = 'slo.status'

/** How a place keeps what its users are promised. */
export interface BudgetAtPlace extends Place {
  readonly objective: Objective
  readonly counts: RequestCounts
  readonly budget: ErrorBudget
  /** Counted from here on. ISO 8601 in UTC. */
  readonly from: string
  /** The time looked at starts before anybody counted. */
  readonly isShort: boolean
  /** Why the counts are not known, as a sentence. */
  readonly unknown?: string
}

/**
 * Undefined where nobody counts.
 *
 * @param lastMs Looks at no more than this, in milliseconds until now; at all the days of the objective when left out.
 */
export async function budgetAt(
  { service, environment }: Place,
  objective: Objective,
  history: TrafficHistory,
  now: Date,
  lastMs: number = Number.POSITIVE_INFINITY,
): Promise<BudgetAtPlace | undefined> {
  const since = new Date(now.getTime() - Math.min(lastMs, objective.days * DAY_MS))
  const counted = await history.counted(service, environment, since, now)
  if (!counted) return undefined
  const { from, unknown, ...counts } = counted
  const isShort = Date.parse(from) > since.getTime()
  const budget = errorBudget(objective, counts)
  const why = unknown !== undefined && { unknown }
  return { service, environment, objective, counts, budget, from, isShort, ...why }
}

/** Undefined as well where nothing is promised or asked, or where it is not to be seen. */
export async function visibleBudgetAt(place: Place, scope: ReaderScope): Promise<BudgetAtPlace | undefined> {
  const objective = objectiveAt(scope.settings, place.service, place.environment)
  if (!objective || !(await scope.mayRead(BUDGET_RIGHT, place))) return undefined
  const at = await budgetAt(place, objective, scope.delivery, scope.clock.now())
  return at && at.counts.requests > 0 ? at : undefined
}
