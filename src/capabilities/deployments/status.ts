import { healthWords } from '../../cards/health-words.ts'
import { problemCard } from '../../cards/sentence-card.ts'
import { ago } from '../../cards/words.ts'
import type { Card } from '../../domain/card.ts'
import { type EnvironmentState, environmentKey } from '../../domain/environment.ts'
import type { Place } from '../../domain/place.ts'
import { environments } from '../../domain/projections.ts'
import { type Health, releaseName } from '../../domain/release.ts'
import { listedPlaces } from '../../queries/listed.ts'
import { visibleTo } from '../../queries/visible-to.ts'
import { type Standing, worstFirst } from '../../queries/worst-first.ts'
import type { Texts } from '../../texts/texts.ts'
import type { AnswerParts, Question, ReadCapability } from '../capability.ts'

interface Live extends Standing {
  readonly state: EnvironmentState | undefined
}

/** What is live where, from the log and from the instances themselves. */
async function answerStatus(parts: AnswerParts, { right, asker, slots, texts }: Question): Promise<Card> {
  const places = await visibleTo(parts, asker, slots, right)
  if (places.length === 0) return problemCard(texts.deployments.notThere)
  const all = await Promise.all(places.map((place) => liveAt(place, parts)))
  const { shown, rest } = worstFirst(all, texts)
  const [only] = shown
  const now = parts.clock.now()
  const card = shown.length === 1 && only ? inFull(only, now, texts) : asTable(shown, rest, now, texts)
  return { ...card, listed: listedPlaces(shown, slots, ({ health }) => health.state) }
}

async function liveAt({ service, environment }: Place, { store, delivery }: AnswerParts): Promise<Live> {
  const state = await store.get(environments, environmentKey(service, environment))
  const health = await delivery.health(service, environment)
  return { service, environment, state, health, isChanging: state?.holder !== undefined }
}

function inFull({ service, environment, state, health }: Live, now: Date, texts: Texts): Card {
  const { deployments: words } = texts
  const { fields: labels } = words
  const current = state?.current
  return {
    title: words.at({ service, environment }),
    tone: health.state === 'unhealthy' ? 'danger' : health.state === 'healthy' ? 'success' : 'neutral',
    blocks: [
      {
        kind: 'fields',
        fields: [
          { label: labels.version, value: current ? releaseName(current.release) : words.nothingDeployed },
          { label: labels.health, value: healthWords(health, texts) },
          ...(current ? [{ label: labels.since, value: `${ago(current.at, now, texts)} (${current.task})` }] : []),
          ...(state?.previous ? [{ label: labels.before, value: state.previous.release.version }] : []),
          { label: labels.address, value: health.url },
          ...(state?.holder ? [{ label: labels.changingNow, value: state.holder }] : []),
        ],
      },
    ],
  }
}

function asTable(shown: readonly Live[], rest: string | undefined, now: Date, texts: Texts): Card {
  const { fields: labels } = texts.deployments
  return {
    title: texts.deployments.whatIsLive,
    tone: shown.some(({ health }) => health.state === 'unhealthy') ? 'danger' : 'neutral',
    blocks: [
      ...(rest === undefined ? [] : [{ kind: 'text' as const, text: rest }]),
      {
        kind: 'table',
        columns: [labels.service, labels.environment, labels.version, labels.health, labels.since, labels.changingNow],
        rows: shown.map(({ service, environment, state, health }) => [
          service,
          environment,
          state?.current?.release.version ?? '–',
          healthState(health, texts),
          state?.current ? ago(state.current.at, now, texts) : '–',
          state?.holder ?? '',
        ]),
      },
    ],
  }
}

function healthState(health: Health, { health: { states } }: Texts): string {
  if (health.state === 'nothing-deployed') return health.isIntended ? states.stopped : '–'
  return states[health.state]
}

export const deployStatus = {
  intent: 'deploy.status',
  effect: 'read',
  command: {
    name: 'status',
    description: 'What is deployed where',
    options: [
      { slot: 'service', description: 'Which service' },
      { slot: 'environment', description: 'Which environment' },
    ],
  },
  answer: answerStatus,
} as const satisfies ReadCapability
