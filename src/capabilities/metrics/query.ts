import { healthWords } from '../../cards/health-words.ts'
import { problemCard, sentenceCard } from '../../cards/sentence-card.ts'
import { MEASURED_METRICS, type MeasuredMetric, metricWords } from '../../cards/traffic-words.ts'
import { clockTime, dateTime, duration } from '../../cards/words.ts'
import type { Card, Field } from '../../domain/card.ts'
import { type ReaderScope, scopeFor } from '../../queries/scope.ts'
import { type TrafficAtPlace, trafficAt } from '../../queries/traffic-at.ts'
import { visiblePlaces } from '../../queries/visible-places.ts'
import type { Texts } from '../../texts/texts.ts'
import type { AnswerParts, Question, ReadCapability } from '../capability.ts'
import { errorRateCourse } from './error-rate-course.ts'

const USUAL_SECONDS = 60 * 60

/** One metric of a service in each environment the person may see. Says so when it is not measured. */
async function answerMetrics(parts: AnswerParts, { right, asker, slots, texts }: Question): Promise<Card> {
  const metric = measuredAs(String(slots.metric))
  const howCounted = parts.delivery.howCounted(String(slots.service))
  if (!metric) return notMeasured(String(slots.metric), howCounted, texts)
  const scope = scopeFor(parts, asker)
  const places = await visiblePlaces(
    scope,
    { service: textOf(slots.service), environment: textOf(slots.environment) },
    right,
  )
  if (places.length === 0) return problemCard(texts.deployments.notVisible)
  const minutes = Math.max(1, Math.round(Number(slots.window ?? USUAL_SECONDS) / 60))
  const now = parts.clock.now()
  const [asked, course] = await Promise.all([
    Promise.all(places.map((place) => trafficAt(place, minutes, parts.delivery, now))),
    metric === 'error rate' ? errorRateCourse(parts, scope, places, { minutes, now }, texts) : [],
  ])
  const measured = asked.filter((one) => one !== undefined)
  const service = String(slots.service)
  if (measured.length === 0) return sentenceCard(texts.metrics.none({ service }))
  return {
    title: texts.metrics.title({
      metric: sentenceCase(texts.metrics.names[metric]),
      service,
      time: duration(minutes * 60_000),
    }),
    tone: 'neutral',
    blocks: [
      { kind: 'fields', fields: await Promise.all(measured.map((at) => fieldFor(metric, at, scope, texts))) },
      ...course,
    ],
    footnote: footnoteFor(measured, howCounted, now, texts),
  }
}

async function fieldFor(metric: MeasuredMetric, at: TrafficAtPlace, scope: ReaderScope, texts: Texts): Promise<Field> {
  const { service, environment, figures, minutes, unknown } = at
  if (unknown !== undefined) return { label: environment, value: texts.metrics.unknown({ why: unknown }) }
  const words = metricWords(metric, figures, minutes, texts)
  const alsoHealth = metric === 'availability' && (await scope.mayRead('health.check', at))
  if (!alsoHealth) return { label: environment, value: words }
  const health = healthWords(await scope.delivery.health(service, environment), texts)
  return { label: environment, value: texts.metrics.andHealth({ figures: words, health }) }
}

/** As the catalog calls it, to what is measured. */
function measuredAs(metric: string): MeasuredMetric | undefined {
  const called = metric.replaceAll('_', ' ')
  return called === 'throughput' ? 'traffic' : MEASURED_METRICS.find((one) => one === called)
}

function notMeasured(asked: string, howCounted: string, { metrics, formats }: Texts): Card {
  const names = formats.anyOf(MEASURED_METRICS.map((metric) => metrics.names[metric]))
  return sentenceCard(metrics.notMeasured({ metric: asked.replaceAll('_', ' '), howCounted, names }))
}

function footnoteFor(measured: readonly TrafficAtPlace[], howCounted: string, now: Date, { metrics }: Texts): string {
  const [short] = measured.filter(({ isShort }) => isShort)
  const counted = metrics.counted({ howCounted, time: clockTime(now.toISOString()) })
  return short ? `${counted} ${metrics.startAt({ time: dateTime(short.from) })}` : counted
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
  answer: answerMetrics,
} as const satisfies ReadCapability
