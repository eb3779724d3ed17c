import { problemCard } from '../cards/sentence-card.ts'
import { answerConfirmation } from '../changes/answer-confirmation.ts'
import { confirmations, type PendingMessage } from '../domain/projections.ts'
import { textsIn } from '../texts/texts-in.ts'
import { answerSentence, refusedBecause } from './answer-sentence.ts'
import { type Outcome, replyWith } from './outcome.ts'
import type { ConversationParts } from './parts.ts'

/** Submits a plan that was shown, with the reason that its person has typed into the thread. */
export async function submitConfirmed(
  parts: ConversationParts,
  { by, groups, language }: PendingMessage,
  { confirmation: id, reason }: { readonly confirmation: string; readonly reason: string },
): Promise<Outcome> {
  const texts = textsIn(language)
  const confirmation = await parts.store.get(confirmations, id)
  if (!confirmation) return replyWith(problemCard(texts.confirmations.answer.unknown))
  const apply = await answerConfirmation(parts, confirmation, { by, groups, yes: true, reason })
  return async (transaction) => {
    const result = await apply(transaction)
    const sentence = await answerSentence(result, parts.store, texts)
    if (sentence === undefined) return undefined
    const why = refusedBecause(result)
    return { ...problemCard(sentence), ...(why && { refuses: { why, reason: sentence } }) }
  }
}
