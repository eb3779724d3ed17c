import { healthWords } from '../../cards/health-words.ts'
import { problemCard } from '../../cards/sentence-card.ts'
import { ago } from '../../cards/words.ts'
import type { Card } from '../../domain/card.ts'
import { type EnvironmentState, environmentKey } from '../../domain/environment.ts'
import type { Place } from '../../domain/place.ts'
import { environments } from '../../domain/projections.ts'
import { releaseName } from '../../domain/release.ts'
import { listedPlaces } from '../../queries/listed.ts'
import { visibleTo } from '../../queries/visible-to.ts'
import { type Standing, worstFirst } from '../../queries/worst-first.ts'
import type { AnswerParts, Question, ReadCapability } from '../capability.ts'

interface Live extends Standing {
  readonly state: EnvironmentState | undefined
}

/** What is live where, from the log and from the instances themselves. */
async function answerStatus(parts: AnswerParts, { right, asker, slots }: Question): Promise<Card> {
  const places = await visibleTo(parts, asker, slots, right)
  if (places.length === 0) return problemCard('That service does not run in that environment.')
  const all = await Promise.all(places.map((place) => liveAt(place, parts)))
  const { shown, rest } = worstFirst(all)
  const [only] = shown
  const now = parts.clock.now()
  const card = shown.length === 1 && only ? inFull(only, now) : asTable(shown, rest, now)
  return { ...card, listed: listedPlaces(shown, slots, ({ health }) => health.state) }
}

async function liveAt({ service, environment }: Place, { store, delivery }: AnswerParts): Promise<Live> {
  const state = await store.get(environments, environmentKey(service, environment))
  const health = await delivery.health(service, environment)
  return { service, environment, state, health, isChanging: state?.holder !== undefined }
}

function inFull({ service, environment, state, health }: Live, now: Date): Card {
  const current = state?.current
  return {
    title: `${service} on ${environment}`,
    tone: health.state === 'unhealthy' ? 'danger' : health.state === 'healthy' ? 'success' : 'neutral',
    blocks: [
      {
        kind: 'fields',
        fields: [
          { label: 'Version', value: current ? releaseName(current.release) : 'nothing deployed' },
          { label: 'Health', value: healthWords(health) },
          ...(current ? [{ label: 'Since', value: `${ago(current.at, now)} (${current.task})` }] : []),
          ...(state?.previous ? [{ label: 'Before', value: state.previous.release.version }] : []),
          { label: 'Address', value: health.url },
          ...(state?.holder ? [{ label: 'Changing now', value: state.holder }] : []),
        ],
      },
    ],
  }
}

function asTable(shown: readonly Live[], rest: string | undefined, now: Date): Card {
  return {
    title: 'What is live',
    tone: shown.some(({ health }) => health.state === 'unhealthy') ? 'danger' : 'neutral',
    blocks: [
      ...(rest === undefined ? [] : [{ kind: 'text' as const, text: rest }]),
      {
        kind: 'table',
        columns: ['Service', 'Environment', 'Version', 'Health', 'Since', 'Changing now'],
        rows: shown.map(({ service, environment, state, health }) => [
          service,
          environment,
          state?.current?.release.version ?? '–',
          health.state === 'nothing-deployed' ? (health.isIntended ? 'stopped' : '–') : health.state,
          state?.current ? ago(state.current.at, now) : '–',
          state?.holder ?? '',
        ]),
      },
    ],
  }
}

export const deployStatus = {
  intent: 'deploy.status',
  effect: 'read',
  example: 'status of {service} on {environment}',
  phrase: ['status', 'of {service}', 'on {environment}'],
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
