import { problemCard, refusalCard, sentenceCard } from '../cards/sentence-card.ts'
import type { Actor } from '../changes/actor.ts'
import { type ConfirmProposal, confirmFirst } from '../changes/propose.ts'
import type { AssistantProposal } from '../domain/assistant-proposal.ts'
import type { Card } from '../domain/card.ts'
import type { ThreadId } from '../domain/ids.ts'
import type { PendingMessage } from '../domain/projections.ts'
import { nameOf } from '../queries/names.ts'
import { planTitle } from '../texts/plan-words.ts'
import type { Texts } from '../texts/texts.ts'
import { textsIn } from '../texts/texts-in.ts'
import { type Outcome, replyWith } from './outcome.ts'
import type { ConversationParts } from './parts.ts'

/** Answers an assistant that would answer for a person. */
export function assistantRefusal(texts: Texts): Card {
  return refusalCard(texts.conversation.assistantMayNotAnswer, texts)
}

/** Puts the question where people are, and tells the assistant that it waits for them. */
export async function proposeToPeople(
  parts: ConversationParts,
  message: PendingMessage & { readonly proposal: AssistantProposal },
  actor: Actor,
  asked: ConfirmProposal,
): Promise<Outcome> {
  const { conversation: words } = textsIn(message.language)
  const title = planTitle(asked.plan, textsIn(message.language))
  const name = await nameOf(parts.store, message.by)
  const thread = await threadFor(parts, message, sentenceCard(words.proposalOpens({ name, title })))
  if (thread === undefined) return replyWith(problemCard(words.noPlaceToPropose))
  const proposal = { ...message.proposal, message: message.message }
  return async (transaction) => {
    await confirmFirst(parts, transaction, { ...actor, thread }, { ...asked, proposal })
    return sentenceCard(words.proposalWaits({ title }))
  }
}

async function threadFor(
  { proposals, log }: ConversationParts,
  { message, thread, correlationId }: PendingMessage,
  card: Card,
): Promise<ThreadId | undefined> {
  if (!proposals) return thread
  return proposals.open(card, `proposal-${message}`).catch((error: unknown) => {
    log.warn({ err: error, correlationId }, 'nobody can be asked about a proposal')
    return undefined
  })
}
