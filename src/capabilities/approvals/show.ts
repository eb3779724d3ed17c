import { changeCard } from '../../cards/change-card.ts'
import { problemCard } from '../../cards/sentence-card.ts'
import type { Card } from '../../domain/card.ts'
import { whereOf } from '../../domain/plan.ts'
import { changes } from '../../domain/projections.ts'
import { peopleOfChange } from '../../queries/people-of-change.ts'
import { scopeFor } from '../../queries/scope.ts'
import type { AnswerParts, Question, ReadCapability } from '../capability.ts'

/** One change request as it stands now, with its buttons while it is open. */
async function answerChange(parts: AnswerParts, { right, asker, slots, texts }: Question): Promise<Card> {
  const { store } = parts
  const id = String(slots.change)
  const change = await store.get(changes, id)
  if (!change || !(await scopeFor(parts, asker).mayRead(right, whereOf(change))))
    return problemCard(texts.changes.answer.unknown({ change: id }))
  return changeCard(change, await peopleOfChange(store, change), texts)
}

export const changeShow = {
  intent: 'change.show',
  effect: 'read',
  answer: answerChange,
} as const satisfies ReadCapability
