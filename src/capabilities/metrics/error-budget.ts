import { budgetWords, burnWords, objectiveWords, reachedWords } from '../../cards/budget-words.ts'
import { problemCard, sentenceCard } from '../../cards/sentence-card.ts'
import { clockTime, counted, duration } from '../../cards/words.ts'
import type { Card, Field } from '../../domain/card.ts'
import type { Place } from '../../domain/place.ts'
import { objectiveAt } from '../../domain/settings.ts'
import { type BudgetAtPlace, budgetAt } from '../../queries/budget-at.ts'
import { scopeFor } from '../../queries/scope.ts'
import { trafficAt } from '../../queries/traffic-at.ts'
import { visiblePlaces } from '../../queries/visible-places.ts'
import type { AnswerParts, Question, ReadCapability } from '../capability.ts'

const HOUR_MS = 60 * 60 * 1000
const DAY_MS = 24 * HOUR_MS
const LAST_HOUR_MINUTES = 60

interface Answered {
  readonly field: Field
  readonly at?: BudgetAtPlace
}

/** The objective, what was reached and how much of the error budget is left, in each environment the person may see. */
async function answerErrorBudget(parts: AnswerParts, { right, asker, slots }: Question): Promise<Card> {
  const service = String(slots.service)
  const places = await visiblePlaces(scopeFor(parts, asker), { service }, right)
  if (places.length === 0) return problemCard('That service and environment do not exist, or you may not see them.')
  if (places.every((place) => !objectiveAt(parts.settings, service, place.environment))) return noObjective(service)
  const now = parts.clock.now()
  const lastMs = slots.window === undefined ? undefined : Math.max(HOUR_MS, Number(slots.window) * 1_000)
  const answers = await Promise.all(places.map((place) => answerFor(place, parts, now, lastMs)))
  const told = answers.flatMap(({ at }) => (at ? [at] : []))
  const isSpent = told.some(({ budget }) => budget.kind === 'told' && budget.left === 0)
  return {
    title: `Error budget of ${service}${spanOf(told, lastMs)}`,
    tone: isSpent ? 'warning' : 'neutral',
    blocks: [{ kind: 'fields', fields: answers.map(({ field }) => field) }],
    ...(told.length > 0 && { footnote: footnoteFor(told, parts.delivery.howCounted(service), now) }),
  }
}

function noObjective(service: string): Card {
  return sentenceCard(
    `${service} has no objective, so there is no error budget. Set one in shipmate.yaml, under ${service} in services: ` +
      '“objective: { availability: 99.5, days: 28 }”.',
  )
}

async function answerFor(
  place: Place,
  { settings, delivery }: AnswerParts,
  now: Date,
  lastMs: number | undefined,
): Promise<Answered> {
  const label = place.environment
  const objective = objectiveAt(settings, place.service, place.environment)
  if (!objective) return { field: { label, value: 'no objective is set' } }
  const at = await budgetAt(place, objective, delivery, now, lastMs)
  const promised = `objective: ${objectiveWords(objective)}`
  if (!at)
    return { field: { label, value: inSentences([promised, 'there are no figures: nothing counts its requests']) } }
  const reached = reachedWords(at.counts)
  const lastHour = await trafficAt(place, LAST_HOUR_MINUTES, delivery, now)
  const said = [
    budgetWords(at),
    reached === undefined ? promised : `reached: ${reached}, ${promised}`,
    ...(lastHour ? [`in the last hour: ${burnWords(objective, lastHour.figures)}`] : []),
  ]
  return { at, field: { label, value: inSentences(said) } }
}

/** Names the window when it is shorter than that of the objectives. */
function spanOf(told: readonly BudgetAtPlace[], lastMs: number | undefined): string {
  if (lastMs === undefined || told.every(({ objective }) => objective.days * DAY_MS <= lastMs)) return ''
  return `, last ${lastMs % DAY_MS === 0 ? counted(lastMs / DAY_MS, 'day') : duration(lastMs)}`
}

function footnoteFor(told: readonly BudgetAtPlace[], howCounted: string, now: Date): string {
  const [short] = told.filter(({ isShort }) => isShort)
  const until = `Counted ${howCounted}, by the hour, until ${clockTime(now.toISOString())}.`
  return short ? `${until} Figures start at ${short.from.slice(0, 10)} ${clockTime(short.from)}.` : until
}

function inSentences(clauses: readonly string[]): string {
  return clauses.map((clause) => `${clause.charAt(0).toUpperCase()}${clause.slice(1)}.`).join(' ')
}

export const errorBudgetStatus = {
  intent: 'slo.status',
  effect: 'read',
  example: 'error budget of {service}',
  phrase: ['error budget', 'of {service}'],
  answer: answerErrorBudget,
} as const satisfies ReadCapability
