import { burnRate, type ErrorBudget, type RequestCounts, roundedShare } from '../domain/error-budget.ts'
import type { Objective } from '../domain/objective.ts'
import type { Texts } from '../texts/texts.ts'

interface Told {
  readonly counts: RequestCounts
  readonly budget: ErrorBudget
}

/** How much is left, with the counts behind it, as a clause. */
export function budgetWords({ counts, budget }: Told, texts: Texts): string {
  const { budget: words } = texts.metrics
  const requests = texts.formats.number(counts.requests)
  if (budget.kind === 'too-few-requests') return words.tooFew({ requests, enough: texts.formats.number(budget.enough) })
  const errors = texts.formats.number(counts.errors)
  const allowed = texts.formats.number(Math.floor(budget.allowed))
  return budget.left === 0
    ? words.spent({ errors, requests, allowed })
    : words.left({ share: percent(roundedShare(budget.left), texts), errors, requests, allowed })
}

/** `99.5 % over 28 days`. */
export function objectiveWords({ availability, days }: Objective, texts: Texts): string {
  const share = percent(availability / 100, texts)
  return texts.metrics.budget.over({ share, days: texts.times.days({ count: days }) })
}

/** The share of the requests that were answered without an error, never rounded up. Undefined when there were none. */
export function reachedWords({ requests, errors }: RequestCounts, texts: Texts): string | undefined {
  return requests === 0 ? undefined : percent(1 - errors / requests, texts)
}

/** How fast the budget is being spent: a burn rate of 1 spends all of it in the days of the objective. */
export function burnWords(objective: Objective, counts: RequestCounts, texts: Texts): string {
  const { metrics, times, formats } = texts
  const rate = burnRate(objective, counts)
  if (rate === undefined) return metrics.noRequests
  if (rate === 0) return metrics.budget.noErrors
  const pace = formats.number(rate, rate >= 10 ? { maximumFractionDigits: 0 } : { maximumSignificantDigits: 2 })
  return metrics.budget.burnRate({ rate: pace, days: times.days({ count: objective.days }) })
}

function percent(share: number, { formats }: Texts): string {
  const exact = Number((share * 100).toPrecision(12))
  return `${formats.number(exact, { maximumFractionDigits: 3, roundingMode: 'floor' })} %`
}
