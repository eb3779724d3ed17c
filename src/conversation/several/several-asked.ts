import { sentenceCard } from '../../cards/sentence-card.ts'
import type { PendingMessage } from '../../domain/projections.ts'
import { REQUEST } from '../../domain/question.ts'
import { LIKENESS } from '../../domain/understanding.ts'
import type { Texts } from '../../texts/texts.ts'
import { textsIn } from '../../texts/texts-in.ts'
import { numbered } from '../ask.ts'
import type { ThreadContext } from '../context.ts'
import { type Choice, type Decision, wholeRequest } from '../decide.ts'
import { ignoredSentence } from '../ignored-sentence.ts'
import { ownWords } from '../own-words.ts'
import type { ConversationParts } from '../parts.ts'
import type { Reading } from '../read-message.ts'
import { severalRequests } from './several-requests.ts'

/** One row of buttons on every platform. */
const MOST_ASKED = 5

/** Asks about each request of a message that has several: one plan cannot hold them, and none may be lost. */
export function severalAsked(
  { understand, catalog, clock, asking }: Pick<ConversationParts, 'understand' | 'catalog' | 'clock' | 'asking'>,
  { text, language }: Pick<PendingMessage, 'text' | 'language'>,
  { dialogue }: Pick<ThreadContext, 'dialogue'>,
  { understanding, unsure, ignoredTexts = [] }: Pick<Reading, 'understanding' | 'unsure' | 'ignoredTexts'>,
): Decision | undefined {
  const hearing = { dialogue, catalog, understand, now: clock.now(), words: asking, language }
  const heard = { ...hearing, text: ownWords(text), understanding, unsure }
  const texts = textsIn(language)
  const { wanted, unread, isLikened } = severalRequests(heard)
  const choices = wanted.map((one) => ('question' in one ? { value: one.question } : wholeRequest(one, texts)))
  if (choices.length < 2) return undefined
  if (choices.length > MOST_ASKED)
    return { kind: 'explain', card: sentenceCard(texts.several.tooMany({ count: choices.length })) }
  // The rest is quoted with what was taken off before the message was read.
  const besides = unread.filter((said) => !ignoredTexts.includes(said))
  const prompt = [severalPrompt(choices, texts), ignoredSentence(besides, texts)].filter(Boolean).join('\n')
  return {
    kind: 'ask',
    slot: REQUEST,
    prompt,
    choices,
    several: true,
    unread: besides,
    ...(isLikened && { model: LIKENESS }),
  }
}

export function severalPrompt(choices: readonly Choice[], { several }: Texts): string {
  return `${several.oneAtATime({ count: choices.length })}\n${numbered(choices)}`
}
