import { healthWords } from '../../cards/health-words.ts'
import { problemCard } from '../../cards/sentence-card.ts'
import type { Block, Card } from '../../domain/card.ts'
import { environmentKey } from '../../domain/environment.ts'
import type { Place } from '../../domain/place.ts'
import { environments } from '../../domain/projections.ts'
import { listedPlaces } from '../../queries/listed.ts'
import { visibleTo } from '../../queries/visible-to.ts'
import { type Standing, worstFirst } from '../../queries/worst-first.ts'
import type { Texts } from '../../texts/texts.ts'
import type { AnswerParts, Question, ReadCapability } from '../capability.ts'

/** Asks every instance itself how it is. */
async function answerHealth(parts: AnswerParts, { right, asker, slots, texts }: Question): Promise<Card> {
  const places = await visibleTo(parts, asker, slots, right)
  if (places.length === 0) return problemCard(texts.deployments.notThere)
  const all = await Promise.all(places.map((place) => standingAt(place, parts)))
  const unhealthy = all.filter(({ health }) => health.state === 'unhealthy')
  const isWell = unhealthy.length === 0 && all.some(runs) && !all.some(isStopped)
  const { shown, rest } = worstFirst(all, texts)
  return {
    title: titleFor(all, texts),
    tone: unhealthy.length > 0 ? 'danger' : isWell ? 'success' : 'neutral',
    listed: listedPlaces(shown, slots, ({ health }) => health.state),
    blocks: rest === undefined ? [asFields(shown, texts)] : [{ kind: 'text', text: rest }, asTable(shown, texts)],
  }
}

interface Checked extends Standing {
  readonly isDeployed: boolean
}

const runs = ({ health }: Standing): boolean => health.state !== 'nothing-deployed'

/** Its release is the one that should run, and nothing does. */
const isStopped = (place: Checked): boolean => place.isDeployed && !runs(place)

async function standingAt({ service, environment }: Place, { store, delivery }: AnswerParts): Promise<Checked> {
  const state = await store.get(environments, environmentKey(service, environment))
  const health = await delivery.health(service, environment)
  return {
    service,
    environment,
    health,
    isChanging: state?.holder !== undefined,
    isDeployed: state?.current !== undefined,
  }
}

const asFields = (shown: readonly Standing[], texts: Texts): Block => ({
  kind: 'fields',
  fields: shown.map(({ service, environment, health }) => ({
    label: texts.deployments.at({ service, environment }),
    value: healthWords(health, texts),
  })),
})

/** A table, since long service names would be cut off in fields. */
const asTable = (shown: readonly Standing[], texts: Texts): Block => ({
  kind: 'table',
  columns: [texts.deployments.fields.service, texts.deployments.fields.environment, texts.deployments.fields.health],
  rows: shown.map(({ service, environment, health }) => [service, environment, healthWords(health, texts)]),
})

function titleFor(all: readonly Checked[], { health }: Texts): string {
  const unhealthy = all.filter((one) => one.health.state === 'unhealthy').length
  const serving = all.filter(runs).length
  const stopped = all.filter(isStopped).length
  if (serving === 0) return stopped > 0 ? health.nothingRuns : health.nothingYet
  if (unhealthy > 0) return health.unhealthyOf({ unhealthy, serving })
  return stopped > 0 ? health.runningHealthy({ stopped }) : health.allHealthy
}

export const healthCheck = {
  intent: 'health.check',
  effect: 'read',
  answer: answerHealth,
} as const satisfies ReadCapability
