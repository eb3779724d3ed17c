import { sentenceCard } from '../../cards/sentence-card.ts'
import type { PendingMessage } from '../../domain/projections.ts'
import { REQUEST } from '../../domain/question.ts'
import { numbered } from '../ask.ts'
import type { ThreadContext } from '../context.ts'
import { type Choice, type Decision, wholeRequest } from '../decide.ts'
import { ownWords } from '../own-words.ts'
import type { ConversationParts } from '../parts.ts'
import type { Reading } from '../read-message.ts'
import { severalRequests } from './several-requests.ts'

/** One row of buttons on every platform. */
const MOST_ASKED = 5

/** Asks about each request of a message that has several: one plan cannot hold them, and none may be lost. */
export function severalAsked(
  { understand, catalog, clock }: Pick<ConversationParts, 'understand' | 'catalog' | 'clock'>,
  { text }: Pick<PendingMessage, 'text'>,
  { dialogue }: Pick<ThreadContext, 'dialogue'>,
  { understanding, unsure }: Pick<Reading, 'understanding' | 'unsure'>,
): Decision | undefined {
  const heard = { text: ownWords(text), understanding, unsure, dialogue, catalog, understand, now: clock.now() }
  const choices = severalRequests(heard).map((wanted) =>
    'question' in wanted ? { value: wanted.question } : wholeRequest(wanted),
  )
  if (choices.length < 2) return undefined
  if (choices.length > MOST_ASKED)
    return { kind: 'explain', card: sentenceCard(`That is ${choices.length} requests. ${TOO_MANY}`) }
  return { kind: 'ask', slot: REQUEST, prompt: severalPrompt(choices), choices, several: true }
}

export function severalPrompt(choices: readonly Choice[]): string {
  return `I read ${COUNTS[choices.length]} requests and do one at a time; the rest waits here:\n${numbered(choices)}`
}

const TOO_MANY = 'I do one at a time, so please ask for them one by one. Nothing was started.'
const COUNTS: Readonly<Record<number, string>> = { 2: 'two', 3: 'three', 4: 'four', 5: 'five' }
