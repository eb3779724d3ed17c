import { questionFrom } from '../domain/histories.ts'
import type { PendingMessage } from '../domain/projections.ts'
import { type AskedQuestion, type Question, questionStream, REQUEST } from '../domain/question.ts'
import type { Slots, Understanding } from '../domain/understanding.ts'
import type { Transaction } from '../runtime/transact.ts'
import type { Texts } from '../texts/texts.ts'
import { textsIn } from '../texts/texts-in.ts'
import type { Choice, Decision } from './decide.ts'
import type { ConversationParts } from './parts.ts'
import type { Reading } from './read-message.ts'

/** Asks for one thing that is missing, with a button for each choice. */
export function ask(
  parts: AskParts,
  transaction: Transaction,
  { thread, by, groups, language }: PendingMessage,
  { understanding, note, carried }: Pick<Reading, 'understanding' | 'note' | 'carried'>,
  { slot, prompt, choices }: Extract<Decision, { kind: 'ask' }>,
  inPlaceOf?: string,
): void {
  const { slots, model } = understanding
  append(parts, transaction, {
    thread,
    by,
    groups,
    ...(language && { language }),
    intent: slot === REQUEST ? 'out_of_scope' : understanding.intent,
    slots: slot === REQUEST ? {} : without(slots, slot),
    slot,
    prompt,
    choices,
    ...(model !== undefined && { model }),
    ...(note !== undefined && { note }),
    ...(carried !== undefined && { carried }),
    ...(inPlaceOf !== undefined && { inPlaceOf }),
  })
}

/** Asks the same once more, so that it stands where the thread is now. */
export async function askQuestionAgain(
  parts: AskParts,
  transaction: Transaction,
  { question: id, state: _, askedAt: __, inPlaceOf: ___, choices, ...asked }: Question,
  again: string,
): Promise<void> {
  if (!(await dropQuestion(transaction, id))) return
  append(parts, transaction, { ...asked, choices: choices.map(({ button: _, ...choice }) => choice), again })
}

export type AskParts = Pick<ConversationParts, 'clock' | 'newId' | 'settings'>

/** Its buttons expire as those of a confirmation do. */
function append(
  { clock, newId, settings }: AskParts,
  transaction: Transaction,
  { choices, ...asked }: Omit<AskedQuestion, 'question' | 'choices'> & { readonly choices: readonly Choice[] },
): void {
  const question = newId()
  transaction.append(questionStream(question), {
    ...asked,
    type: 'question.asked',
    question,
    choices: choices.map((choice) => ({ ...choice, button: newId() })),
    expiresAt: new Date(clock.now().getTime() + settings.confirmationMinutes * 60_000).toISOString(),
  })
}

function without(slots: Slots, slot: string): Slots {
  const { [slot]: _, ...rest } = slots
  return rest
}

/**
 * Closes an open question when the message continues its request. A message about something else leaves it open, with its
 * buttons. False when nothing was closed.
 */
export async function closeQuestion(
  transaction: Transaction,
  question: Question | undefined,
  { by, answers, text }: PendingMessage,
  { intent, slots }: Understanding,
): Promise<boolean> {
  if (!question) return false
  const isPressed = answers === question.question
  const isRequest = question.slot === REQUEST
  if (!isPressed && (isRequest || intent !== question.intent || !goesOn(question, slots))) return false
  const value = isRequest ? text : slots[question.slot]
  if (value === undefined) return dropQuestion(transaction, question.question)
  const stream = questionStream(question.question)
  if (questionFrom(await transaction.read(stream))?.state !== 'open') return false
  transaction.append(stream, { type: 'question.answered', question: question.question, by, value: String(value) })
  return true
}

/** A word may have answered it before its button was pressed, or the other way round: then only the first counts. */
export async function answeredBefore(transaction: Transaction, question: string): Promise<string | undefined> {
  const present = questionFrom(await transaction.read(questionStream(question)))
  return present && answeredSentence(present, textsIn(present.language))
}

/** Undefined while nobody has answered it. */
export function answeredSentence({ state, answer = '' }: Question, { questions }: Texts): string | undefined {
  return state === 'answered' ? questions.already({ answer }) : undefined
}

/** The same request with more in it. The same intent for something else leaves the question open. */
function goesOn({ slots: known }: Question, slots: Slots): boolean {
  return Object.entries(known).every(([slot, value]) => slots[slot] === value)
}

/** Closes a question without an answer, so that its buttons do not seem to wait for one. False when it was not open. */
export async function dropQuestion(transaction: Transaction, question: string): Promise<boolean> {
  const stream = questionStream(question)
  if (questionFrom(await transaction.read(stream))?.state !== 'open') return false
  transaction.append(stream, { type: 'question.dropped', question })
  return true
}
