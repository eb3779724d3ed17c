import { healthWords } from '../../cards/health-words.ts'
import { problemCard, sentenceCard } from '../../cards/sentence-card.ts'
import { MEASURED_METRICS, type MeasuredMetric, metricWords } from '../../cards/traffic-words.ts'
import { anyOf, clockTime, duration } from '../../cards/words.ts'
import type { Card, Field } from '../../domain/card.ts'
import { type ReaderScope, scopeFor } from '../../queries/scope.ts'
import { type TrafficAtPlace, trafficAt } from '../../queries/traffic-at.ts'
import { visiblePlaces } from '../../queries/visible-places.ts'
import type { AnswerParts, Question, ReadCapability } from '../capability.ts'

const USUAL_SECONDS = 60 * 60

/** One metric of a service in each environment the person may see. Says so when it is not measured. */
async function answerMetrics(parts: AnswerParts, { right, asker, slots }: Question): Promise<Card> {
  const metric = measuredAs(String(slots.metric))
  const howCounted = parts.delivery.howCounted(String(slots.service))
  if (!metric) return notMeasured(String(slots.metric), howCounted)
  const scope = scopeFor(parts, asker)
  const places = await visiblePlaces(
    scope,
    { service: textOf(slots.service), environment: textOf(slots.environment) },
    right,
  )
  if (places.length === 0) return problemCard('That service and environment do not exist, or you may not see them.')
  const minutes = Math.max(1, Math.round(Number(slots.window ?? USUAL_SECONDS) / 60))
  const now = parts.clock.now()
  const asked = await Promise.all(places.map((place) => trafficAt(place, minutes, parts.delivery, now)))
  const measured = asked.filter((one) => one !== undefined)
  if (measured.length === 0)
    return sentenceCard(`There are no metrics: nothing measures the traffic of ${slots.service}.`)
  return {
    title: `${sentenceCase(metric)} of ${slots.service}, last ${duration(minutes * 60_000)}`,
    tone: 'neutral',
    blocks: [{ kind: 'fields', fields: await Promise.all(measured.map((at) => fieldFor(metric, at, scope))) }],
    footnote: footnoteFor(measured, howCounted, now),
  }
}

async function fieldFor(metric: MeasuredMetric, at: TrafficAtPlace, scope: ReaderScope): Promise<Field> {
  const { service, environment, figures, minutes } = at
  const words = metricWords(metric, figures, minutes)
  const alsoHealth = metric === 'availability' && (await scope.mayRead('health.check', at))
  const health = alsoHealth ? `; now ${healthWords(await scope.delivery.health(service, environment))}` : ''
  return { label: environment, value: `${words}${health}` }
}

/** As the catalog calls it, to what is measured. */
function measuredAs(metric: string): MeasuredMetric | undefined {
  const called = metric.replaceAll('_', ' ')
  return called === 'throughput' ? 'traffic' : MEASURED_METRICS.find((one) => one === called)
}

function notMeasured(metric: string, howCounted: string): Card {
  return sentenceCard(
    `I do not measure ${metric.replaceAll('_', ' ')}: I only see requests, which are counted ${howCounted}. ` +
      `Ask me for ${anyOf(MEASURED_METRICS)}.`,
  )
}

function footnoteFor(measured: readonly TrafficAtPlace[], howCounted: string, now: Date): string {
  const [short] = measured.filter(({ isShort }) => isShort)
  const counted = `Counted ${howCounted} until ${clockTime(now.toISOString())}.`
  return short ? `${counted} Figures start at ${short.from.slice(0, 10)} ${clockTime(short.from)}.` : counted
}

function sentenceCase(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}

function textOf(value: string | number | undefined): string | undefined {
  return value === undefined ? undefined : String(value)
}

export const metricsQuery = {
  intent: 'metrics.query',
  effect: 'read',
  example: 'error rate of {service} in the last hour',
  phrase: ['metrics', '{metric}', 'of {service}', 'on {environment}'],
  answer: answerMetrics,
} as const satisfies ReadCapability
