import { budgetWords, burnWords, objectiveWords, reachedWords } from '../../cards/budget-words.ts'
import { problemCard, sentenceCard } from '../../cards/sentence-card.ts'
import { clockTime, dateTime, duration } from '../../cards/words.ts'
import type { Card, Field } from '../../domain/card.ts'
import type { Place } from '../../domain/place.ts'
import { objectiveAt } from '../../domain/settings.ts'
import { type BudgetAtPlace, budgetAt } from '../../queries/budget-at.ts'
import { scopeFor } from '../../queries/scope.ts'
import { trafficAt } from '../../queries/traffic-at.ts'
import { visiblePlaces } from '../../queries/visible-places.ts'
import type { Texts } from '../../texts/texts.ts'
import type { AnswerParts, Question, ReadCapability } from '../capability.ts'

const HOUR_MS = 60 * 60 * 1000
const DAY_MS = 24 * HOUR_MS
const LAST_HOUR_MINUTES = 60

interface Answered {
  readonly field: Field
  readonly at?: BudgetAtPlace
}

/** The objective, what was reached and how much of the error budget is left, in each environment the person may see. */
async function answerErrorBudget(parts: AnswerParts, { right, asker, slots, texts }: Question): Promise<Card> {
  const service = String(slots.service)
  const places = await visiblePlaces(scopeFor(parts, asker), { service }, right)
  if (places.length === 0) return problemCard(texts.deployments.notVisible)
  if (places.every((place) => !objectiveAt(parts.settings, service, place.environment)))
    return sentenceCard(texts.metrics.budget.noObjective({ service }))
  const now = parts.clock.now()
  const lastMs = slots.window === undefined ? undefined : Math.max(HOUR_MS, Number(slots.window) * 1_000)
  const answers = await Promise.all(places.map((place) => answerFor(place, parts, now, lastMs, texts)))
  const told = answers.flatMap(({ at }) => (at ? [at] : []))
  const isSpent = told.some(({ budget }) => budget.kind === 'told' && budget.left === 0)
  return {
    title: titleFor(service, told, lastMs, texts),
    tone: isSpent ? 'warning' : 'neutral',
    blocks: [{ kind: 'fields', fields: answers.map(({ field }) => field) }],
    ...(told.length > 0 && { footnote: footnoteFor(told, parts.delivery.howCounted(service), now, texts) }),
  }
}

async function answerFor(
  place: Place,
  { settings, delivery }: AnswerParts,
  now: Date,
  lastMs: number | undefined,
  texts: Texts,
): Promise<Answered> {
  const { budget: words } = texts.metrics
  const label = place.environment
  const objective = objectiveAt(settings, place.service, place.environment)
  if (!objective) return { field: { label, value: words.noneSet } }
  const at = await budgetAt(place, objective, delivery, now, lastMs)
  const promised = objectiveWords(objective, texts)
  if (!at) return { field: { label, value: inSentences([words.objective({ objective: promised }), words.noFigures]) } }
  // Whoever counts is away: nothing else of it is asked.
  if (at.unknown !== undefined) {
    const told = inSentences([words.objective({ objective: promised })])
    return { field: { label, value: `${told} ${words.notKnown({ why: at.unknown })}` } }
  }
  const reached = reachedWords(at.counts, texts)
  const lastHour = await trafficAt(place, LAST_HOUR_MINUTES, delivery, now)
  const said = [
    budgetWords(at, texts),
    reached === undefined
      ? words.objective({ objective: promised })
      : words.reached({ share: reached, objective: promised }),
    ...(lastHour ? [words.inLastHour({ burn: burnWords(objective, lastHour.figures, texts) })] : []),
  ]
  return { at, field: { label, value: inSentences(said) } }
}

/** Names the window when it is shorter than that of the objectives. */
function titleFor(
  service: string,
  told: readonly BudgetAtPlace[],
  lastMs: number | undefined,
  { metrics: { budget }, times }: Texts,
): string {
  if (lastMs === undefined || told.every(({ objective }) => objective.days * DAY_MS <= lastMs))
    return budget.title({ service })
  const time = lastMs % DAY_MS === 0 ? times.days({ count: lastMs / DAY_MS }) : duration(lastMs)
  return budget.titleFor({ service, time })
}

function footnoteFor(told: readonly BudgetAtPlace[], howCounted: string, now: Date, { metrics }: Texts): string {
  const [short] = told.filter(({ isShort }) => isShort)
  const until = metrics.countedByHour({ howCounted, time: clockTime(now.toISOString()) })
  return short ? `${until} ${metrics.startAt({ time: dateTime(short.from) })}` : until
}

function inSentences(clauses: readonly string[]): string {
  return clauses.map((clause) => `${clause.charAt(0).toUpperCase()}${clause.slice(1)}.`).join(' ')
}

export const errorBudgetStatus = {
  intent: 'slo.status',
  effect: 'read',
  answer: answerErrorBudget,
} as const satisfies ReadCapability
