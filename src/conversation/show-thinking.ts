import { messageStream } from '../domain/message.ts'
import type { PendingMessage } from '../domain/projections.ts'
import { transact } from '../runtime/transact.ts'
import type { ConversationParts } from './parts.ts'

/** People wait this long without a sign; after it, they see that an answer is coming. */
const PATIENCE_MS = 700

/** The bot stopped while somebody waited for a model: the message stays pending and is handled after the next start. */
export class StoppingError extends Error {
  override readonly name = 'StoppingError'
}

/**
 * Runs work that may ask a language model, and shows “Let me think…” while a model is asked. Rules alone show nothing.
 * @param work Calls `asking` when a model is asked.
 * @throws {StoppingError} as soon as the bot stops; the result of the work is then dropped.
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
  // The loser of the race must not become an unhandled rejection.
  stopped.promise.catch(() => undefined)
  work.catch(() => undefined)
  try {
    return await Promise.race([work, stopped.promise])
  } finally {
    stopping.removeEventListener('abort', leave)
  }
}

/** A courtesy only: when it cannot be recorded, the answer comes without it. */
async function show(
  { store, clock, log }: Pick<ConversationParts, 'clock' | 'store' | 'log'>,
  { message, thread, language, correlationId }: PendingMessage,
): Promise<void> {
  const cause = { correlationId, causationId: message, actor: 'conversation' }
  const stream = messageStream(message)
  try {
    await transact(store, cause, clock.now(), async (transaction) => {
      const history = await transaction.read(stream)
      if (history.some(({ body }) => body.type !== 'message.received')) return
      transaction.append(stream, { type: 'message.pondered', message, thread, ...(language && { language }) })
    })
  } catch (error) {
    log.warn({ err: error, correlationId }, '“Let me think…” could not be shown')
  }
}
