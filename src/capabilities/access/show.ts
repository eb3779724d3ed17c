import type { Card } from '../../domain/card.ts'
import type { AnswerParts, Question, ReadCapability } from '../capability.ts'

/** What the person may do and, when a place is named, who may deploy there. */
async function answerAccess({ permissions }: AnswerParts, { asker, slots }: Question): Promise<Card> {
  const mine = await permissions.describe(asker)
  const { service, environment } = slots
  const where = {
    ...(service !== undefined && { service: String(service) }),
    ...(environment !== undefined && { environment: String(environment) }),
  }
  const named = service !== undefined || environment !== undefined
  const holders = await permissions.whoMay({ intent: 'deploy.start', effect: 'change', ...where })
  const place = [service, environment && `on ${environment}`].filter(Boolean).join(' ')
  return {
    title: 'What you may do',
    tone: 'neutral',
    blocks: [
      { kind: 'text', text: mine.join('\n') },
      ...(named ? [{ kind: 'text' as const, text: `Deploying ${place}: ${holders}` }] : []),
    ],
  }
}

export const accessShow = {
  intent: 'access.show',
  effect: 'read',
  example: 'what am I allowed to do?',
  phrase: ['what am I allowed to do?'],
  answer: answerAccess,
} as const satisfies ReadCapability
