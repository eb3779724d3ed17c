import { questionFrom } from '../domain/histories.ts'
import type { PendingMessage } from '../domain/projections.ts'
import { type AskedQuestion, type Question, questionStream, REQUEST } from '../domain/question.ts'
import { LIKENESS, type Slots, type Understanding } from '../domain/understanding.ts'
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
  reading: Reading,
  { slot, prompt, choices, several, model: readBy }: Extract<Decision, { kind: 'ask' }>,
  inPlaceOf?: string,
): void {
  const { understanding, carried, tell, tellOn, telling, ignored } = reading
  const { slots, model = readBy } = understanding
  const notes = [telling, several ? noteOnSeveral(reading) : reading.note].filter((one) => one !== undefined)
  const unsaid = [ignored, carried].filter((one) => one !== undefined)
  askQuestion(parts, transaction, {
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
    ...(notes.length > 0 && { note: notes.join(' ') }),
    ...(unsaid.length > 0 && { carried: unsaid.join(' ') }),
    ...(tell && tell.length > 0 && { tell, ...(tellOn && { tellOn }) }),
    ...(several && { several }),
    ...(inPlaceOf !== undefined && { inPlaceOf }),
  })
}

/** Each is confirmed with its doubts once it is taken: that all of them were read by likeness says nothing yet. */
function noteOnSeveral({ understanding, note, beside, carried }: Reading): string | undefined {
  if (understanding.model !== LIKENESS) return note
  return [beside, carried].filter((one) => one !== undefined).join(' ') || undefined
}

/** Asks the same once more, so that it stands where the thread is now. */
export async function askQuestionAgain(
  parts: AskParts,
  transaction: Transaction,
  { question: id, state: _, askedAt: __, inPlaceOf: ___, choices, ...asked }: Question,
  again: string,
): Promise<void> {
  if (!(await dropQuestion(transaction, id))) return
  askQuestion(parts, transaction, { ...asked, choices: choices.map(({ button: _, ...choice }) => choice), again })
}

/** Asks about what is left of several requests once one of them is taken: it waits in the thread. */
export function askForOthers(parts: AskParts, transaction: Transaction, question: Question, taken: string): void {
  const { thread, by, groups, language, intent, slots, slot, choices, model, carried, tell, tellOn, several } = question
  const left = choices.filter(({ value }) => value !== taken).map(({ button: _, ...choice }) => choice)
  if (!several || left.length === 0 || left.length === choices.length) return
  askQuestion(parts, transaction, {
    ...{ thread, by, groups, intent, slots, slot, several, choices: left },
    prompt: stillWaiting(left, textsIn(language)),
    ...(language && { language }),
    ...(model !== undefined && { model }),
    ...(carried !== undefined && { carried }),
    ...(tell && { tell }),
    ...(tellOn && { tellOn }),
  })
}

export function stillWaiting(left: readonly Choice[], { several }: Texts): string {
  const [only, ...others] = left.map(({ value }) => value)
  return `${several.stillWaiting}${others.length === 0 ? ` ${only}` : `\n${numbered(left)}`}`
}

/** One line for each, in the order of the buttons. */
export function numbered(choices: readonly Choice[]): string {
  return choices.map(({ value }, index) => `${index + 1}. ${value}`).join('\n')
}

export type AskParts = Pick<ConversationParts, 'clock' | 'newId' | 'settings'>

/** Its buttons expire as those of a confirmation do. */
export function askQuestion(
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
 * @param onlyChoice What a yes to its only choice has chosen.
 */
export async function closeQuestion(
  transaction: Transaction,
  question: Question | undefined,
  { by, answers, text }: PendingMessage,
  { intent, slots }: Understanding,
  onlyChoice?: string,
): Promise<boolean> {
  if (!question) return false
  const isPressed = answers === question.question || onlyChoice !== undefined
  const isRequest = question.slot === REQUEST
  if (!isPressed && (isRequest || intent !== question.intent || !goesOn(question, slots))) return false
  const value = isRequest ? (onlyChoice ?? text) : slots[question.slot]
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
export async function dropQuestion(transaction: Transaction, question: string, reason?: string): Promise<boolean> {
  const stream = questionStream(question)
  if (questionFrom(await transaction.read(stream))?.state !== 'open') return false
  transaction.append(stream, { type: 'question.dropped', question, ...(reason !== undefined && { reason }) })
  return true
}
