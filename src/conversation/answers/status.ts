import { type EnvironmentState, environmentKey } from '../../domain/environment.ts'
import { environments } from '../../domain/projections.ts'
import type { Slots } from '../../domain/understanding.ts'
import type { Health } from '../../ports/delivery.ts'
import type { Card } from '../cards/card.ts'
import { problemCard } from '../cards/sentence-card.ts'
import { ago, releaseName } from '../cards/words.ts'
import type { ConversationParts } from '../parts.ts'
import { listedPlaces } from './listed.ts'
import { type Place, placesOf } from './places.ts'

interface Standing extends Place {
  readonly state: EnvironmentState | undefined
  readonly health: Health
}

/** What serves where, as the log says and as the instance itself answers. */
export async function answerStatus(
  { store, delivery, settings, clock }: ConversationParts,
  slots: Slots,
): Promise<Card> {
  const places = placesOf(settings, slots)
  if (places.length === 0) return problemCard('There is no such service and environment together.')
  const standings = await Promise.all(
    places.map(
      async ({ service, environment }): Promise<Standing> => ({
        service,
        environment,
        state: await store.get(environments, environmentKey(service, environment)),
        health: await delivery.health(service, environment),
      }),
    ),
  )
  const [only] = standings
  const card = standings.length === 1 && only ? inFull(only, clock.now()) : asTable(standings, clock.now())
  return { ...card, listed: listedPlaces(standings, slots, ({ health }) => health.state) }
}

function inFull({ service, environment, state, health }: Standing, now: Date): Card {
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

function asTable(standings: readonly Standing[], now: Date): Card {
  return {
    title: 'What is live',
    tone: standings.some(({ health }) => health.state === 'unhealthy') ? 'danger' : 'neutral',
    blocks: [
      {
        kind: 'table',
        columns: ['Service', 'Environment', 'Version', 'Health', 'Since', 'Changing now'],
        rows: standings.map(({ service, environment, state, health }) => [
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

export function healthWords(health: Health): string {
  switch (health.state) {
    case 'healthy':
      return `healthy, serving ${health.release.version}`
    case 'unhealthy':
      return health.sentence
    case 'nothing-deployed':
      return health.isIntended ? 'stopped on purpose; nothing serves there' : 'nothing deployed'
  }
}
