import { z } from 'zod'
import { budgetWords } from '../cards/budget-words.ts'
import { metricWords } from '../cards/traffic-words.ts'
import { roundedShare } from '../domain/error-budget.ts'
import type { JsonObject } from '../domain/event.ts'
import type { Place } from '../domain/place.ts'
import { errorRate, latencyQuantile } from '../domain/traffic.ts'
import { type BudgetAtPlace, visibleBudgetAt } from '../queries/budget-at.ts'
import { type TrafficAtPlace, trafficAt } from '../queries/traffic-at.ts'
import { visiblePlaces } from '../queries/visible-places.ts'
import { en } from '../texts/en/texts.ts'
import type { Texts } from '../texts/texts.ts'
import { budgetId, type Evidence, moment, ofBudget } from './evidence.ts'
import { defineTool, name } from './tool.ts'

export const METRICS_RIGHT = 'metrics.query'

const USUAL_MINUTES = 60
/** No delivery keeps figures for longer than a day. */
const MOST_MINUTES = 24 * 60

export const queryMetrics = defineTool({
  name: 'query_metrics',
  description:
    'Error rate, latency, traffic and availability of services over the last minutes, as their users see them; and how much of the error budget is left where there is an objective. Not cpu, memory or saturation.',
  effect: 'read',
  permission: METRICS_RIGHT,
  input: z.strictObject({
    service: name.optional(),
    environment: name.optional(),
    minutes: z.int().min(1).max(MOST_MINUTES).default(USUAL_MINUTES),
  }),
  async run({ service, environment, minutes }, scope) {
    const places = await visiblePlaces(scope, { service, environment }, METRICS_RIGHT)
    if (places.length === 0)
      return { kind: 'nothing', sentence: 'That place does not exist, or this person may not see it.' }
    const now = scope.clock.now()
    const traffic = await Promise.all(places.map((place) => trafficAt(place, minutes, scope.delivery, now)))
    const measured = traffic.filter((one) => one !== undefined)
    // A model that is told nothing makes something up.
    if (measured.length === 0) return { kind: 'nothing', sentence: en.investigations.health.unmeasured }
    const asked = await Promise.all(measured.map((place) => visibleBudgetAt(place, scope)))
    const budgets = asked.filter((one) => one !== undefined)
    return {
      kind: 'found',
      facts: { metrics: measured.map(factsOf), ...(budgets.length > 0 && { objectives: budgets.map(budgetFacts) }) },
      evidence: [...measured.map(ofTraffic), ...budgets.map(ofBudget)],
    }
  },
})

const metricsId = ({ service, environment }: Place): string => `metrics ${service}/${environment}`

function factsOf({ service, environment, figures, from, minutes }: TrafficAtPlace): JsonObject {
  const rate = errorRate(figures)
  return {
    id: metricsId({ service, environment }),
    service,
    environment,
    from,
    requests: figures.requests,
    errors: figures.errors,
    perMinute: rounded(figures.requests / minutes),
    ...(rate !== undefined && {
      errorPercent: rounded(rate * 100),
      p50Ms: rounded(latencyQuantile(figures.latencies, 0.5)),
      p95Ms: rounded(latencyQuantile(figures.latencies, 0.95)),
      p99Ms: rounded(latencyQuantile(figures.latencies, 0.99)),
    }),
  }
}

function budgetFacts(at: BudgetAtPlace): JsonObject {
  const { service, environment, objective, counts, budget, from } = at
  return {
    id: budgetId(at),
    service,
    environment,
    availabilityPercent: objective.availability,
    days: objective.days,
    from,
    requests: counts.requests,
    errors: counts.errors,
    ...(budget.kind === 'told' && {
      errorsAllowed: Math.floor(budget.allowed),
      budgetLeftPercent: rounded(roundedShare(budget.left) * 100),
    }),
    budget: budgetWords(at, en),
  }
}

export function ofTraffic(at: TrafficAtPlace): Evidence {
  return { id: metricsId(at), says: `${trafficWords(at, en)}, since ${moment(at.from)}` }
}

/** How often requests fail and how long they take, in one line. */
export function trafficWords({ figures, minutes }: TrafficAtPlace, texts: Texts): string {
  if (figures.requests === 0) return texts.metrics.noRequests
  return `${metricWords('error rate', figures, minutes, texts)}; ${metricWords('latency', figures, minutes, texts)}`
}

function rounded(value: number): number {
  return Number(value.toPrecision(4))
}
