import type { Confirmation } from '../domain/confirmation.ts'
import { answersDirectly } from '../domain/last-ask.ts'
import type { Question } from '../domain/question.ts'
import { type SpokenAnswer, saysNotToStop, saysToStop, spokenAnswer } from '../domain/spoken-answer.ts'
import { textFor } from '../texts/text-for.ts'
import type { Texts } from '../texts/texts.ts'
import type { ThreadContext } from './context.ts'

/** A yes or a no that was typed, in its thread. */
export interface SaidWords {
  readonly message: string
  readonly text: string
  readonly overheard: boolean
  /** The message whose place it takes, where it is an edit. */
  readonly edits?: string | undefined
}

/** The effect of a typed yes or no. */
export type WordsDecision =
  | { readonly kind: 'confirm'; readonly confirmation: Confirmation }
  /** Withdraws everything that is open here. */
  | {
      readonly kind: 'withdraw'
      readonly confirmations: readonly Confirmation[]
      readonly questions: readonly Question[]
    }
  | { readonly kind: 'ask-again'; readonly open: Open; readonly why: string }
  | { readonly kind: 'nothing-open' }

export type Open =
  | { readonly kind: 'confirmation'; readonly confirmation: Confirmation }
  | { readonly kind: 'question'; readonly question: Question }

/**
 * Pure. A yes counts only for what its person was asked last in this thread, as the next thing they say, word for word;
 * what is said beside the bot never counts, and neither does an edit, which stands above what it would settle. Everything else
 * is asked once more.
 */
export function decideWords(yes: boolean, said: SaidWords, context: ThreadContext, texts: Texts): WordsDecision {
  const open = askedLast(context)
  if (!open) return { kind: 'nothing-open' }
  if (said.edits !== undefined) return { kind: 'ask-again', open, why: texts.confirmations.again.edited }
  const plan = open.kind === 'confirmation' ? open.confirmation.plan : undefined
  const spoken = spokenAnswer(said.text, plan)
  if (!yes && !isUnclear(said.text, spoken, open)) {
    const { confirmations, questions } = context
    return { kind: 'withdraw', confirmations, questions }
  }
  if (open.kind === 'question') return { kind: 'ask-again', open, why: whichSlot(open.question.slot, texts) }
  const doubt = doubtAbout(spoken, said, open.confirmation, context, texts)
  return doubt === undefined
    ? { kind: 'confirm', confirmation: open.confirmation }
    : { kind: 'ask-again', open, why: doubt }
}

function whichSlot(slot: string, { confirmations: { again } }: Texts): string {
  return textFor(again.which, slot) ?? again.whichOther({ slot })
}

/** Why a yes does not count, as a sentence; undefined when it does. */
function doubtAbout(
  spoken: SpokenAnswer,
  { message, overheard }: SaidWords,
  confirmation: Confirmation,
  { lastAsk }: ThreadContext,
  { confirmations: { again } }: Texts,
): string | undefined {
  if (spoken !== 'yes') return confirmation.plan.kind === 'cancel' ? again.taskOrQuestion : again.notExact
  if (lastAsk?.id !== confirmation.confirmation || !answersDirectly(lastAsk, message)) return again.notTheNextThing
  return overheard ? again.notToTheBot : undefined
}

/** On "Cancel TASK-1?" a "cancel" may be meant for the task; on any other plan "don't cancel it" takes nothing back. */
function isUnclear(text: string, spoken: SpokenAnswer, open: Open): boolean {
  if (open.kind !== 'confirmation' || spoken === 'no') return false
  return open.confirmation.plan.kind === 'cancel' ? saysToStop(text) : saysNotToStop(text)
}

/** What this person was asked last, or else the newest that is still open. */
export function askedLast({ lastAsk, confirmations, questions }: ThreadContext): Open | undefined {
  const all = [
    ...confirmations.map((confirmation) => ({ kind: 'confirmation' as const, confirmation })),
    ...questions.map((question) => ({ kind: 'question' as const, question })),
  ]
  return (
    all.find((open) => idOf(open) === lastAsk?.id) ?? all.toSorted((a, b) => askedAt(b).localeCompare(askedAt(a)))[0]
  )
}

function idOf(open: Open): string {
  return open.kind === 'confirmation' ? open.confirmation.confirmation : open.question.question
}

export function askedAt(open: Open): string {
  return open.kind === 'confirmation' ? open.confirmation.requestedAt : open.question.askedAt
}

/** The only choice that a typed yes has chosen; undefined where it chose none. */
export function yesTo(
  {
    message,
    text,
    overheard,
    request,
    answers,
  }: Omit<SaidWords, 'overheard'> & {
    readonly overheard?: true
    readonly request?: unknown
    readonly answers?: string
  },
  context: ThreadContext,
): string | undefined {
  if (request !== undefined || answers !== undefined) return undefined
  const chosen = choosesOnlyChoice({ message, text, overheard: overheard === true }, context)
  return chosen ? context.question?.choices[0]?.value : undefined
}

/** Whether a yes chooses the only choice of the question that was asked last, such as "did you mean staging?". */
export function choosesOnlyChoice(said: SaidWords, { question, lastAsk }: ThreadContext): boolean {
  if (question?.choices.length !== 1 || lastAsk?.id !== question.question) return false
  const counts = spokenAnswer(said.text) === 'yes' && answersDirectly(lastAsk, said.message)
  return counts && !(said.overheard && lastAsk.othersSpoke)
}
