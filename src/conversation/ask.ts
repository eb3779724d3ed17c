import { questionFrom } from '../domain/histories.ts'
import type { PendingMessage } from '../domain/projections.ts'
import { type Question, questionStream, REQUEST } from '../domain/question.ts'
import type { Slots, Understanding } from '../domain/understanding.ts'
import type { Transaction } from '../log/transact.ts'
import type { Decision } from './decide.ts'
import type { ConversationParts } from './parts.ts'
import type { Reading } from './read-message.ts'

/** Asks for one thing that is missing, with a button for each choice. */
export function ask(
  { newId }: Pick<ConversationParts, 'newId'>,
  transaction: Transaction,
  { thread, by, groups }: PendingMessage,
  { understanding, note }: Pick<Reading, 'understanding' | 'note'>,
  { slot, prompt, choices }: Extract<Decision, { kind: 'ask' }>,
  inPlaceOf?: string,
): void {
  const { slots, model } = understanding
  const question = newId()
  transaction.append(questionStream(question), {
    type: 'question.asked',
    question,
    thread,
    by,
    groups,
    intent: slot === REQUEST ? 'out_of_scope' : understanding.intent,
    slots: slot === REQUEST ? {} : without(slots, slot),
    slot,
    prompt,
    choices: choices.map((value) => ({ button: newId(), value })),
    ...(model !== undefined && { model }),
    ...(note !== undefined && { note }),
    ...(inPlaceOf !== undefined && { inPlaceOf }),
  })
}

function without(slots: Slots, slot: string): Slots {
  const { [slot]: _, ...rest } = slots
  return rest
}

/** An open question is answered when the message goes on with what it was about, and dropped when it is about else. */
export async function closeQuestion(
  transaction: Transaction,
  question: Question | undefined,
  { by, answers, text }: PendingMessage,
  { intent, slots }: Understanding,
): Promise<void> {
  const isChosen = question?.slot === REQUEST && answers === question.question
  if (!question || (KEEPS_QUESTION.has(intent) && !isChosen)) return
  const stream = questionStream(question.question)
  if (questionFrom(await transaction.read(stream))?.state !== 'open') return
  const value = isChosen ? text : intent === question.intent ? slots[question.slot] : undefined
  transaction.append(
    stream,
    value === undefined
      ? { type: 'question.dropped', question: question.question }
      : { type: 'question.answered', question: question.question, by, value: String(value) },
  )
}

/** Closes a question whose answer could not be dealt with, so that its buttons do not seem to wait for another. */
export async function dropQuestion(transaction: Transaction, question: string): Promise<void> {
  const stream = questionStream(question)
  if (questionFrom(await transaction.read(stream))?.state !== 'open') return
  transaction.append(stream, { type: 'question.dropped', question })
}

/** Small talk, a look at the help, no request at all, and a yes that does not say to which choice leave it open. */
const KEEPS_QUESTION: ReadonlySet<string> = new Set([
  'chat.greet',
  'chat.thank',
  'help.show',
  'access.show',
  'confirm.yes',
  'out_of_scope',
])
