import { randomUUID } from 'node:crypto'
import { supersede } from '../../changes/request-confirmation.ts'
import { messageStream, type ReceivedMessage } from '../../domain/message.ts'
import type { DeletedMessage, EditedMessage } from '../../ports/chat-platform.ts'
import { type Transaction, transact } from '../../runtime/transact.ts'
import { textsIn } from '../../texts/texts-in.ts'
import { dropQuestion } from '../ask.ts'
import type { ConversationParts } from '../parts.ts'
import { decideDeletion, decideEdit } from './decide-change.ts'
import { type OpenAsk, type Standing, standingOf, whatCameOf } from './what-came.ts'

type Parts = Pick<ConversationParts, 'store' | 'clock'>

/**
 * Records an edit. What is open of the message is closed in the same moment, so that no yes to the old words counts any more.
 * @param reread The message as it would have been received with these words.
 * @returns The message to handle in its place; undefined where there is none.
 */
export async function takeEdit(
  { store, clock }: Parts,
  { keys, message: said, by, text }: EditedMessage,
  reread: (before: ReceivedMessage, text: string) => ReceivedMessage,
): Promise<string | undefined> {
  const as = randomUUID()
  const cause = { correlationId: (await correlationOf(store, said)) ?? said, actor: by, inboxKeys: keys }
  const taken = await transact(store, cause, clock.now(), async (transaction) => {
    const standing = await standingOf(transaction, said)
    if (!standing) return undefined
    const received = { ...reread(standing.received, text), edits: standing.message }
    const came = await whatCameOf(store, transaction, standing)
    const decision = decideEdit(standing.received, came, { by, text: received.text })
    if (decision === 'nothing') return undefined
    const stream = messageStream(standing.message)
    if (decision === 'too-late') {
      transaction.append(stream, { type: 'message.edited', ...about(standing) })
      return undefined
    }
    const { edited } = textsIn(standing.received.language).confirmations.superseded
    await close(transaction, came.open, edited)
    transaction.append(stream, { type: 'message.edited', ...about(standing), as, ...thoughtOf(standing) })
    transaction.append(messageStream(as), { type: 'message.received', message: as, received })
    return as
  })
  return taken.kind === 'done' ? taken.result : undefined
}

/** Records that a message is gone, where something of it still waits. */
export async function takeDeletion({ store, clock }: Parts, { keys, message: said }: DeletedMessage): Promise<void> {
  const correlationId = await correlationOf(store, said)
  if (correlationId === undefined) return
  // Platforms do not say who has deleted it.
  const cause = { correlationId, actor: 'conversation', inboxKeys: keys }
  await transact(store, cause, clock.now(), async (transaction) => {
    const standing = await standingOf(transaction, said)
    if (!standing) return
    const came = await whatCameOf(store, transaction, standing)
    if (decideDeletion(came) === 'nothing') return
    const { deleted } = textsIn(standing.received.language).confirmations.superseded
    await close(transaction, came.open, deleted)
    const stream = messageStream(standing.message)
    transaction.append(stream, { type: 'message.deleted', ...about(standing), ...thoughtOf(standing) })
  })
}

async function correlationOf(store: ConversationParts['store'], message: string): Promise<string | undefined> {
  const [first] = await store.readStream(messageStream(message))
  return first?.correlationId
}

function about({ message, received: { thread, by, language } }: Standing) {
  return { message, thread, by, ...(language && { language }) }
}

/** One that an answer has replaced by now is no thought any more. */
function thoughtOf({ history }: Standing): { readonly pondered?: true } {
  const isShown = history.some(({ body }) => body.type === 'message.pondered')
  const isReplaced = history.some(({ body }) => body.type === 'message.handled')
  return isShown && !isReplaced ? { pondered: true } : {}
}

async function close(transaction: Transaction, open: readonly OpenAsk[], reason: string): Promise<void> {
  for (const { kind, id } of open) {
    if (kind === 'confirmation') await supersede(transaction, id, reason)
    else await dropQuestion(transaction, id, reason)
  }
}
