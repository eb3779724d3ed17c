import type { Card } from '../../domain/card.ts'
import type { Whereabouts } from '../../domain/place.ts'
import type { Texts } from '../../texts/texts.ts'
import type { AnswerParts, Question, ReadCapability } from '../capability.ts'

/** What the person may do and, when a place is named, who may deploy there. */
async function answerAccess({ permissions }: AnswerParts, { asker, slots, texts }: Question): Promise<Card> {
  const { access } = texts
  const mine = await permissions.describe(asker)
  const { service, environment } = slots
  const where = {
    ...(service !== undefined && { service: String(service) }),
    ...(environment !== undefined && { environment: String(environment) }),
  }
  const named = service !== undefined || environment !== undefined
  const holders = await permissions.whoMay({ intent: 'deploy.start', effect: 'change', ...where }, asker.language)
  return {
    title: access.title,
    tone: 'neutral',
    blocks: [
      { kind: 'text', text: mine.join('\n') },
      ...(named
        ? [{ kind: 'text' as const, text: access.deploying({ place: placeWords(where, texts), holders }) }]
        : []),
    ],
  }
}

function placeWords({ service, environment }: Partial<Whereabouts>, { access }: Texts): string {
  if (service === undefined) return environment === undefined ? '' : access.onEnvironment({ environment })
  return environment === undefined ? service : access.on({ service, environment })
}

export const accessShow = {
  intent: 'access.show',
  effect: 'read',
  answer: answerAccess,
} as const satisfies ReadCapability
