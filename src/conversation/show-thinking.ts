import { messageStream } from '../domain/message.ts'
import type { PendingMessage } from '../domain/projections.ts'
import { transact } from '../runtime/transact.ts'
import type { ConversationParts } from './parts.ts'

/** A pause that people take for an answer on its way; after it they are shown that there is one. */
const PATIENCE_MS = 700

/** The bot stops while somebody waits for a model: the message stays pending and is taken up at the next start. */
export class StoppingError extends Error {
  override readonly name = 'StoppingError'
}

/**
 * Does work that may ask a language model, and lets its person see so while it does. Rules alone, however slow the
 * machine, are no thought: nothing is shown for them.
 * @param work Calls `asking` when a model is asked.
 * @throws {StoppingError} as soon as the bot stops; what comes of the work after that is nobody's any more.
 */
export async function showThinking<Result>(
  parts: Pick<ConversationParts, 'clock' | 'store' | 'log' | 'stopping'>,
  message: PendingMessage,
  work: (asking: () => void) => Promise<Result>,
): Promise<Result> {
  let shown: Promise<void> | undefined
  let callOff: (() => void) | undefined
  let over = false
  const asking = (): void => {
    if (over) return
    callOff ??= parts.clock.at(new Date(parts.clock.now().getTime() + PATIENCE_MS), () => {
      shown = show(parts, message)
    })
  }
  try {
    return await untilStopped(work(asking), parts.stopping)
  } finally {
    over = true
    callOff?.()
    await shown
  }
}

async function untilStopped<Result>(work: Promise<Result>, stopping: AbortSignal | undefined): Promise<Result> {
  if (!stopping) return work
  const stopped = Promise.withResolvers<never>()
  const leave = (): void => stopped.reject(stopping.reason)
  if (stopping.aborted) leave()
  stopping.addEventListener('abort', leave)
  // Whichever comes second is waited for by nobody.
  stopped.promise.catch(() => undefined)
  work.catch(() => undefined)
  try {
    return await Promise.race([work, stopped.promise])
  } finally {
    stopping.removeEventListener('abort', leave)
  }
}

/** Only a courtesy: when it cannot be noted, the answer comes without it. */
async function show(
  { store, clock, log }: Pick<ConversationParts, 'clock' | 'store' | 'log'>,
  { message, thread, correlationId }: PendingMessage,
): Promise<void> {
  const cause = { correlationId, causationId: message, actor: 'conversation' }
  const stream = messageStream(message)
  try {
    await transact(store, cause, clock.now(), async (transaction) => {
      const history = await transaction.read(stream)
      if (history.some(({ body }) => body.type !== 'message.received')) return
      transaction.append(stream, { type: 'message.pondered', message, thread })
    })
  } catch (error) {
    log.warn({ err: error, correlationId }, 'nobody sees that the answer takes its time')
  }
}
