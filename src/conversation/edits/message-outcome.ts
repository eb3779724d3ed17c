import { confirmationStream, isDue } from '../../domain/confirmation.ts'
import { handoverStream, isHandoverDue } from '../../domain/handover.ts'
import { confirmationFrom, type History, handoverFrom, questionFrom } from '../../domain/histories.ts'
import { isOver, messageStream, type OpenedAsk, type ReceivedMessage } from '../../domain/message.ts'
import { isOverdue, questionStream } from '../../domain/question.ts'
import type { Transaction } from '../../runtime/transact.ts'

/** What a message has led to so far. */
export interface MessageOutcome {
  /** Handled, or over for another reason, such as an edit that was not read. */
  readonly isHandled: boolean
  /** `isReplied`: the bot has said something to it, and no question, plan or task speaks for it. */
  readonly handled?: { readonly intent: string; readonly isReplied: boolean }
  readonly isRefused: boolean
  /** What it has asked itself and nobody has answered. What only came of it later, such as a rollback, belongs to other words. */
  readonly open: readonly OpenedAsk[]
  /** A question or plan that it led to was answered, or an offer taken. */
  readonly isAnswered: boolean
  /** Its person has been told that an edit came too late, or was not read. */
  readonly isTold: boolean
}

/** A message as it counts now: as its person has edited it last. */
export interface CurrentMessage {
  readonly message: string
  readonly correlationId: string
  readonly received: ReceivedMessage
  readonly history: History
  /** How often it was read again since it was said. */
  readonly edits: number
  /** When it was edited last, by the platform's clock. */
  readonly editedAt?: string
}

/** Undefined for what was not said to the bot, and for what its person has deleted. */
export async function currentMessage(
  transaction: Transaction,
  message: string,
  edits = 0,
  editedBefore?: string,
): Promise<CurrentMessage | undefined> {
  const history = await transaction.read(messageStream(message))
  const [first] = history
  if (first?.body.type !== 'message.received') return undefined
  let editedAt = editedBefore
  for (const { body } of history) {
    if (body.type === 'message.deleted') return undefined
    if (body.type !== 'message.edited' && body.type !== 'message.unchanged') continue
    editedAt = body.editedAt ?? editedAt
    if (body.type === 'message.edited' && body.as !== undefined)
      return currentMessage(transaction, body.as, edits + 1, editedAt)
  }
  const { correlationId } = first
  return { message, correlationId, received: first.body.received, history, edits, ...(editedAt && { editedAt }) }
}

/** Reads the streams of all that it has asked, so that nobody can answer any of it meanwhile. */
export async function outcomeOfMessage(
  transaction: Transaction,
  { history }: CurrentMessage,
  now: Date,
): Promise<MessageOutcome> {
  const handled = history.map(({ body }) => body).find((body) => body.type === 'message.handled')
  const asked = handled?.asked ?? []
  const states = await Promise.all(asked.map((ask) => stateOf(transaction, ask, now)))
  return {
    isHandled: isOver(history),
    ...(handled && { handled: { intent: handled.intent, isReplied: handled.reply !== undefined } }),
    isRefused: history.some(({ body }) => body.type === 'request.refused'),
    open: asked.filter((_, at) => states[at] === 'open'),
    isAnswered: states.includes('answered'),
    isTold: history.some(({ body }) => body.type === 'message.edited'),
  }
}

async function stateOf(
  transaction: Transaction,
  { kind, id }: OpenedAsk,
  now: Date,
): Promise<'open' | 'answered' | 'over'> {
  if (kind === 'confirmation') {
    const plan = confirmationFrom(await transaction.read(confirmationStream(id)))
    if (plan?.state.kind === 'given') return 'answered'
    return plan?.state.kind === 'open' && !isDue(plan, now) ? 'open' : 'over'
  }
  if (kind === 'handover') {
    const offer = handoverFrom(await transaction.read(handoverStream(id)))
    if (offer?.state.kind === 'taken') return 'answered'
    return offer?.state.kind === 'open' && !isHandoverDue(offer, now) ? 'open' : 'over'
  }
  const question = questionFrom(await transaction.read(questionStream(id)))
  if (question?.state === 'answered') return 'answered'
  return question?.state === 'open' && !isOverdue(question, now) ? 'open' : 'over'
}
