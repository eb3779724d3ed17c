import { burnRate, type ErrorBudget, type RequestCounts, roundedShare } from '../domain/error-budget.ts'
import type { Objective } from '../domain/objective.ts'
import { counted } from './words.ts'

interface Told {
  readonly counts: RequestCounts
  readonly budget: ErrorBudget
}

/** How much is left, with the counts behind it, as a clause. */
export function budgetWords({ counts: { requests, errors }, budget }: Told): string {
  if (budget.kind === 'too-few-requests')
    return `too few requests to tell how much of the error budget is left (${whole(requests)} of the ${whole(budget.enough)} needed)`
  const numbers = `(${whole(errors)} of ${whole(requests)} requests failed, ${whole(Math.floor(budget.allowed))} allowed)`
  return budget.left === 0
    ? `the error budget is spent ${numbers}`
    : `${percent(roundedShare(budget.left))} of the error budget is left ${numbers}`
}

/** `99.5 % over 28 days`. */
export function objectiveWords({ availability, days }: Objective): string {
  return `${percent(availability / 100)} over ${counted(days, 'day')}`
}

/** The share of the requests that were answered without an error, never rounded up. Undefined when there were none. */
export function reachedWords({ requests, errors }: RequestCounts): string | undefined {
  return requests === 0 ? undefined : percent(1 - errors / requests)
}

/** How fast the budget is being spent: a burn rate of 1 spends all of it in the days of the objective. */
export function burnWords(objective: Objective, counts: RequestCounts): string {
  const rate = burnRate(objective, counts)
  if (rate === undefined) return 'no requests'
  if (rate === 0) return 'no errors'
  const pace = rate.toLocaleString('en', rate >= 10 ? { maximumFractionDigits: 0 } : { maximumSignificantDigits: 2 })
  return `burn rate ${pace} (1 spends the budget in ${counted(objective.days, 'day')})`
}

function percent(share: number): string {
  const exact = Number((share * 100).toPrecision(12))
  return `${exact.toLocaleString('en', { maximumFractionDigits: 3, roundingMode: 'floor' })} %`
}

function whole(count: number): string {
  return count.toLocaleString('en')
}
