import { messageStream, type ReceivedMessage } from '../../domain/message.ts'
import type { DeletedMessage } from '../../ports/chat-platform.ts'
import { transact } from '../../runtime/transact.ts'
import type { ConversationParts } from '../parts.ts'

type Parts = Pick<ConversationParts, 'store' | 'clock'>

/** Platforms deliver a message again within minutes; an older one no longer comes for the first time. */
const MAY_STILL_COME_MS = 60 * 60 * 1000

/** Remembered by whichever is first: the message itself, or a change of it. Names are kept as long as those of deliveries. */
export const arrivalKey = (message: string): string => `arrived:${message}`
const goneKey = (message: string): string => `gone:${message}`

/**
 * Remembers a change of a message that has not come, as when its first delivery failed. Only that there was one: most of what
 * people edit is not said to the bot.
 * @returns False when it is to be decided on again, since the message has come meanwhile.
 */
export async function noteOvertaking(
  { store, clock }: Parts,
  { keys, message, saidAt }: DeletedMessage,
  kind: 'edited' | 'deleted',
): Promise<boolean> {
  const at = clock.now()
  if (saidAt && at.getTime() - saidAt.getTime() > MAY_STILL_COME_MS) return true
  const gone = kind === 'deleted' ? [goneKey(message)] : []
  const append = { streams: [], correlationId: message, actor: 'conversation', at }
  const noted = await store.append({ ...append, inboxKeys: [...keys, arrivalKey(message), ...gone] })
  if (noted.kind === 'appended') return true
  if ((await store.readStream(messageStream(message))).length > 0) return false
  if (kind === 'deleted') await store.append({ ...append, inboxKeys: gone })
  return true
}

/**
 * Takes in a message that some name of was known before. Where that was an edit of it, its first words are not handled: its
 * person is told that they must say it again. One that was deleted is gone.
 * @returns Whether there was an edit of it.
 */
export async function takeOvertaken(
  { store, clock }: Parts,
  keys: readonly string[],
  message: string,
  received: ReceivedMessage,
): Promise<boolean> {
  const stream = messageStream(message)
  const { thread, by, language } = received
  const cause = { correlationId: message, actor: by, inboxKeys: [...keys, goneKey(message)] }
  const taken = await transact(store, cause, clock.now(), async (transaction) => {
    if ((await transaction.read(stream)).length > 0) return false
    transaction.append(
      stream,
      { type: 'message.received', message, received },
      { type: 'message.edited', message, thread, by, ...(language && { language }), instead: 'unread' },
    )
    return true
  })
  return taken.kind === 'done' && taken.result
}
