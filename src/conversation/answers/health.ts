import type { Slots } from '../../domain/understanding.ts'
import type { Card } from '../cards/card.ts'
import { problemCard } from '../cards/sentence-card.ts'
import type { ConversationParts } from '../parts.ts'
import { listedPlaces } from './listed.ts'
import { placesOf } from './places.ts'
import { healthWords } from './status.ts'

/** Asks every instance itself how it is. */
export async function answerHealth({ delivery, settings }: ConversationParts, slots: Slots): Promise<Card> {
  const places = placesOf(settings, slots)
  if (places.length === 0) return problemCard('There is no such service and environment together.')
  const answers = await Promise.all(
    places.map(async ({ service, environment }) => ({
      service,
      environment,
      label: `${service} on ${environment}`,
      health: await delivery.health(service, environment),
    })),
  )
  const unhealthy = answers.filter(({ health }) => health.state === 'unhealthy')
  const serving = answers.filter(({ health }) => health.state !== 'nothing-deployed')
  return {
    title: titleFor(unhealthy.length, serving.length),
    tone: unhealthy.length > 0 ? 'danger' : 'success',
    listed: listedPlaces(answers, slots, ({ health }) => health.state),
    blocks: [{ kind: 'fields', fields: answers.map(({ label, health }) => ({ label, value: healthWords(health) })) }],
  }
}

function titleFor(unhealthy: number, serving: number): string {
  if (serving === 0) return 'Nothing is deployed yet'
  return unhealthy === 0 ? 'Everything that is deployed is healthy' : `${unhealthy} of ${serving} unhealthy`
}
