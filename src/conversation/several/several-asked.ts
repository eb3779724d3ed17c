import { sentenceCard } from '../../cards/sentence-card.ts'
import type { PendingMessage } from '../../domain/projections.ts'
import { REQUEST } from '../../domain/question.ts'
import type { Understanding } from '../../domain/understanding.ts'
import { textsIn } from '../../texts/texts-in.ts'
import { numbered } from '../ask.ts'
import type { ThreadContext } from '../context.ts'
import { type Decision, wholeRequest } from '../decide.ts'
import { ownWords } from '../own-words.ts'
import type { ConversationParts } from '../parts.ts'
import { severalRequests } from './several-requests.ts'

/** One row of buttons on every platform. */
const MOST_ASKED = 5

/** Asks about each request of a message that has several: one plan cannot hold them, and none may be lost. */
export function severalAsked(
  { understand, catalog, clock }: Pick<ConversationParts, 'understand' | 'catalog' | 'clock'>,
  { text, language }: Pick<PendingMessage, 'text' | 'language'>,
  { dialogue }: Pick<ThreadContext, 'dialogue'>,
  understanding: Understanding,
): Decision | undefined {
  const heard = { text: ownWords(text), understanding, dialogue, catalog, understand, now: clock.now() }
  const texts = textsIn(language)
  const { several } = texts
  const choices = severalRequests(heard).map((request) => wholeRequest(request, texts))
  if (choices.length < 2) return undefined
  if (choices.length > MOST_ASKED)
    return { kind: 'explain', card: sentenceCard(several.tooMany({ count: choices.length })) }
  const first = several.oneAtATime({ count: choices.length })
  const prompt = `${first}\n${numbered(choices.map(({ value }) => value))}`
  return { kind: 'ask', slot: REQUEST, prompt, choices, several: true }
}
