import { randomUUID } from 'node:crypto'
import { supersede } from '../../changes/request-confirmation.ts'
import { handoverStream } from '../../domain/handover.ts'
import { type MessageEdited, messageStream, type OpenedAsk, type ReceivedMessage } from '../../domain/message.ts'
import type { DeletedMessage, EditedMessage } from '../../ports/chat-platform.ts'
import { type Transaction, transact } from '../../runtime/transact.ts'
import { textsIn } from '../../texts/texts-in.ts'
import { dropQuestion } from '../ask.ts'
import type { ConversationParts } from '../parts.ts'
import { decideDeletion, decideEdit } from './decide-edit.ts'
import { type CurrentMessage, currentMessage, outcomeOfMessage } from './message-outcome.ts'
import { noteOvertaking } from './overtaken.ts'

type Parts = Pick<ConversationParts, 'store' | 'clock'>

/** How an edited message is taken in with its new words. */
export interface Rereading {
  /** The message as it would have been received with these words. */
  received(before: ReceivedMessage): ReceivedMessage
  /** Whether these words, said now, would be for the bot. Asked while nothing that the message has led to can change. */
  isForBot(received: ReceivedMessage): Promise<boolean>
}

/** Whoever edits a message more often says something new. Each edit is found through the ones before. */
const MOST_EDITS = 20

/**
 * Records an edit. What is open of the message is closed in the same moment, so that no yes to the old words counts any more.
 * @returns The message to handle in its place; undefined where there is none.
 */
export async function takeEdit(parts: Parts, edit: EditedMessage, rereading: Rereading): Promise<string | undefined> {
  const { store, clock } = parts
  const { keys, message: said, by, editedAt } = edit
  const correlationId = await knownAs(parts, edit, 'edited')
  if (correlationId === undefined) return undefined
  const as = randomUUID()
  const cause = { correlationId, actor: by, inboxKeys: keys }
  const taken = await transact(store, cause, clock.now(), async (transaction) => {
    const current = await currentMessage(transaction, said)
    if (!current) return undefined
    const received = { ...rereading.received(current.received), edits: current.message }
    const outcome = await outcomeOfMessage(transaction, current, clock.now())
    const decision = decideEdit(current.received, outcome, {
      by,
      text: received.text,
      isForBot: await rereading.isForBot(received),
      isOneTooMany: current.edits >= MOST_EDITS,
      isOutdated: isOutdated(edit, current),
    })
    if (decision === 'nothing') return undefined
    const time = editedAt && { editedAt: editedAt.toISOString() }
    const edited: MessageEdited = { type: 'message.edited', ...about(current), ...time }
    const stream = messageStream(current.message)
    const reasons = textsIn(current.received.language).confirmations.superseded
    switch (decision) {
      case 'unchanged':
        if (time) transaction.append(stream, { type: 'message.unchanged', message: current.message, ...time })
        return undefined
      case 'too-late':
        transaction.append(stream, edited)
        return undefined
      case 'close':
        await close(transaction, outcome.open, reasons.editedAway)
        transaction.append(stream, { ...edited, instead: 'closed', ...thoughtOf(current) })
        return undefined
      case 'read-again':
        await close(transaction, outcome.open, reasons.edited)
        transaction.append(stream, { ...edited, as, ...thoughtOf(current) })
        transaction.append(messageStream(as), { type: 'message.received', message: as, received })
        return as
    }
  })
  return taken.kind === 'done' ? taken.result : undefined
}

/** Records that a message is gone, where something of it still waits. */
export async function takeDeletion(parts: Parts, deletion: DeletedMessage): Promise<void> {
  const { store, clock } = parts
  const { keys, message: said } = deletion
  const correlationId = await knownAs(parts, deletion, 'deleted')
  if (correlationId === undefined) return
  // Platforms do not say who has deleted it.
  const cause = { correlationId, actor: 'conversation', inboxKeys: keys }
  await transact(store, cause, clock.now(), async (transaction) => {
    const current = await currentMessage(transaction, said)
    if (!current) return
    const outcome = await outcomeOfMessage(transaction, current, clock.now())
    if (decideDeletion(outcome) === 'nothing') return
    const { deleted } = textsIn(current.received.language).confirmations.superseded
    await close(transaction, outcome.open, deleted)
    const stream = messageStream(current.message)
    transaction.append(stream, { type: 'message.deleted', ...about(current), ...thoughtOf(current) })
  })
}

/** Two edits of the same moment are one: Slack's time stamps of edits are whole seconds. */
function isOutdated({ editedAt }: EditedMessage, { editedAt: newest }: CurrentMessage): boolean {
  return editedAt !== undefined && newest !== undefined && editedAt <= new Date(newest)
}

/** The correlation of the message; where it has not come, that is remembered for when it does. */
async function knownAs(parts: Parts, change: DeletedMessage, kind: 'edited' | 'deleted'): Promise<string | undefined> {
  const correlationId = await correlationOf(parts.store, change.message)
  if (correlationId !== undefined) return correlationId
  return (await noteOvertaking(parts, change, kind)) ? undefined : correlationOf(parts.store, change.message)
}

async function correlationOf(store: ConversationParts['store'], message: string): Promise<string | undefined> {
  const [first] = await store.readStream(messageStream(message))
  return first?.correlationId
}

function about({ message, received: { thread, by, language } }: CurrentMessage) {
  return { message, thread, by, ...(language && { language }) }
}

/** One that an answer has replaced by now is no thought any more. */
function thoughtOf({ history }: CurrentMessage): { readonly pondered?: true } {
  const isShown = history.some(({ body }) => body.type === 'message.pondered')
  const isReplaced = history.some(({ body }) => body.type === 'message.handled')
  return isShown && !isReplaced ? { pondered: true } : {}
}

async function close(transaction: Transaction, open: readonly OpenedAsk[], reason: string): Promise<void> {
  for (const { kind, id } of open) {
    await CLOSE[kind](transaction, id, reason)
  }
}

/** Only what is open is handed to these. */
const CLOSE: Readonly<Record<OpenedAsk['kind'], (at: Transaction, id: string, reason: string) => unknown>> = {
  confirmation: supersede,
  question: dropQuestion,
  handover: (transaction, handover, reason) =>
    transaction.append(handoverStream(handover), { type: 'handover.withdrawn', handover, reason }),
}
