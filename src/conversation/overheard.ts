import { isChange } from '../capabilities/capabilities.ts'
import { evolveLastAsks } from '../domain/last-ask.ts'
import { conversations } from '../domain/projections.ts'
import { REQUEST } from '../domain/question.ts'
import { isCorrection, mentionsSomebody, spokenAnswer } from '../domain/spoken-answer.ts'
import type { IncomingMessage } from '../ports/chat-platform.ts'
import { isChangeForm } from './change-words.ts'
import { readContext, type ThreadContext } from './context.ts'
import { askedLast } from './decide-words.ts'
import type { ConversationParts } from './parts.ts'
import { meansNoneOfThem } from './read-message.ts'

/** What an overheard message means to the bot. `noted`: no answer, but it came between a question and its answer. */
export type Overheard = 'answer' | 'noted' | 'nothing'

export async function overheardAs(
  parts: ConversationParts,
  message: Pick<IncomingMessage, 'thread' | 'by' | 'text'>,
): Promise<Overheard> {
  const { store, clock } = parts
  const lastAsks = (await store.get(conversations, message.thread))?.lastAsks
  if (!lastAsks) return 'nothing'
  const now = clock.now()
  const { thread, by } = message
  if (lastAsks[by] && isAnswer(parts, message, await readContext(store, thread, by, now), now)) return 'answer'
  const after = evolveLastAsks(lastAsks, { type: 'message.overheard', message: '', thread, by })
  return after === lastAsks ? 'nothing' : 'noted'
}

/** An unaddressed answer is short; anything longer is meant for people. */
const MOST_WORDS = 6

/** People talk to each other in front of the bot, so only an unmistakable answer counts. */
function isAnswer(
  { understand }: ConversationParts,
  { text }: Pick<IncomingMessage, 'text'>,
  context: ThreadContext,
  now: Date,
): boolean {
  const open = askedLast(context)
  if (open?.kind === 'question' && isChangeForm(open.question)) return spokenAnswer(text) === 'no'
  if (!open || mentionsSomebody(text) || text.trim().split(/\s+/).length > MOST_WORDS) return false
  if (spokenAnswer(text, open.kind === 'confirmation' ? open.confirmation.plan : undefined) !== 'neither') return true
  const { dialogue, question } = context
  const { intent, slots, nearMisses, unknownNames } = understand(text, dialogue, now)
  if (!question) return isCorrection(text) && isChange(intent)
  if (question.slot === REQUEST) return meansNoneOfThem(text) || question.choices.some(({ value }) => value === text)
  const isAbout = Object.entries(question.slots).every(([slot, value]) => slots[slot] === value)
  const named = slots[question.slot] !== undefined || [...nearMisses, ...unknownNames].length > 0
  return meansNoneOfThem(text) || (intent === question.intent && isAbout && named)
}
