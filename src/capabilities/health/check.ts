import { healthWords } from '../../cards/health-words.ts'
import { problemCard } from '../../cards/sentence-card.ts'
import type { Block, Card } from '../../domain/card.ts'
import { environmentKey } from '../../domain/environment.ts'
import type { Place } from '../../domain/place.ts'
import { environments } from '../../domain/projections.ts'
import { listedPlaces } from '../../queries/listed.ts'
import { visibleTo } from '../../queries/visible-to.ts'
import { type Standing, worstFirst } from '../../queries/worst-first.ts'
import type { AnswerParts, Question, ReadCapability } from '../capability.ts'

/** Asks every instance itself how it is. */
async function answerHealth(parts: AnswerParts, { right, asker, slots }: Question): Promise<Card> {
  const places = await visibleTo(parts, asker, slots, right)
  if (places.length === 0) return problemCard('That service does not run in that environment.')
  const all = await Promise.all(places.map((place) => standingAt(place, parts)))
  const unhealthy = all.filter(({ health }) => health.state === 'unhealthy')
  const serving = all.filter(({ health }) => health.state !== 'nothing-deployed')
  const { shown, rest } = worstFirst(all)
  return {
    title: titleFor(unhealthy.length, serving.length),
    tone: unhealthy.length > 0 ? 'danger' : 'success',
    listed: listedPlaces(shown, slots, ({ health }) => health.state),
    blocks: rest === undefined ? [asFields(shown)] : [{ kind: 'text', text: rest }, asTable(shown)],
  }
}

async function standingAt({ service, environment }: Place, { store, delivery }: AnswerParts): Promise<Standing> {
  const state = await store.get(environments, environmentKey(service, environment))
  const health = await delivery.health(service, environment)
  return { service, environment, health, isChanging: state?.holder !== undefined }
}

const asFields = (shown: readonly Standing[]): Block => ({
  kind: 'fields',
  fields: shown.map(({ service, environment, health }) => ({
    label: `${service} on ${environment}`,
    value: healthWords(health),
  })),
})

/** A table, since long service names would be cut off in fields. */
const asTable = (shown: readonly Standing[]): Block => ({
  kind: 'table',
  columns: ['Service', 'Environment', 'Health'],
  rows: shown.map(({ service, environment, health }) => [service, environment, healthWords(health)]),
})

function titleFor(unhealthy: number, serving: number): string {
  if (serving === 0) return 'Nothing is deployed yet'
  return unhealthy === 0 ? 'Everything that is deployed is healthy' : `${unhealthy} of ${serving} unhealthy`
}

export const healthCheck = {
  intent: 'health.check',
  effect: 'read',
  example: 'check health',
  phrase: ['check health', 'of {service}', 'on {environment}'],
  answer: answerHealth,
} as const satisfies ReadCapability
