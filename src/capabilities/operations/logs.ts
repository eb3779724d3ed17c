import { logCard } from '../../cards/log-card.ts'
import { problemCard } from '../../cards/sentence-card.ts'
import type { Card } from '../../domain/card.ts'
import type { Place } from '../../domain/place.ts'
import { logQueryFrom } from '../../queries/log-wish.ts'
import { readServiceLog } from '../../queries/service-log.ts'
import { visibleTo } from '../../queries/visible-to.ts'
import { lackingSentence } from '../../texts/lacking-sentence.ts'
import type { AnswerParts, Question, ReadCapability } from '../capability.ts'

/** What a service wrote, without secrets. */
async function answerLogs(parts: AnswerParts, question: Question): Promise<Card> {
  const { asker, right, slots, texts } = question
  const places = await visibleTo(parts, asker, slots, right)
  const [place, ...others] = places
  if (!place) return problemCard(texts.deployments.notVisible)
  if (others.length > 0) return problemCard(texts.logs.whichEnvironment({ service: place.service }))
  return logOf(parts, place, question)
}

async function logOf(parts: AnswerParts, place: Place, { slots, texts }: Question): Promise<Card> {
  const { delivery, clock, redact } = parts
  const { runsBy, logs } = delivery.abilities(place.service, place.environment)
  if (logs.kind === 'lacking') return problemCard(lackingSentence(place.service, runsBy, 'logs', logs.detail, texts))
  const now = clock.now()
  const query = logQueryFrom(slots, now)
  return logCard(place, await readServiceLog(logs.part, place, query, redact), query, now, texts)
}

export const logsShow = {
  intent: 'logs.show',
  effect: 'read',
  ability: 'logs',
  command: {
    name: 'logs',
    options: [{ slot: 'service', required: true }, { slot: 'environment' }, { slot: 'count' }, { slot: 'words' }],
  },
  answer: answerLogs,
} as const satisfies ReadCapability
