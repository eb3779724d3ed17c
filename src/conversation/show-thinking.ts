import { isOver, messageStream } from '../domain/message.ts'
import type { PendingMessage } from '../domain/projections.ts'
import type { StopThinking } from '../ports/chat-platform.ts'
import { transact } from '../runtime/transact.ts'
import { textsIn } from '../texts/texts-in.ts'
import type { ConversationParts } from './parts.ts'

/** People wait this long without a sign; after it, they see that an answer is coming. */
const PATIENCE_MS = 700

/** The bot stopped while somebody waited for a model: the message stays pending and is handled after the next start. */
export class StoppingError extends Error {
  override readonly name = 'StoppingError'
}

type Parts = Pick<ConversationParts, 'clock' | 'store' | 'log' | 'stopping' | 'thinking'>

/**
 * Runs work that may ask a language model, and shows while a model is asked that an answer is coming: by a sign of the
 * platform where it has one, else by “Let me think…”. Rules alone show nothing.
 * @param work Calls `asking` when a model is asked, and `growing` when there is text to show in the place of the sign.
 * @throws {StoppingError} as soon as the bot stops; the result of the work is then dropped.
 */
export async function showThinking<Result>(
  parts: Parts,
  message: PendingMessage,
  work: (asking: () => void, growing: () => void) => Promise<Result>,
): Promise<Result> {
  const { clock } = parts
  let shown: Promise<void> | undefined
  let sign: Promise<StopThinking | undefined> | undefined
  let callOff: (() => void) | undefined
  let over = false
  const show = (): void => {
    if (!over) shown ??= recordThought(parts, message)
  }
  const start = async (): Promise<void> => {
    sign = parts.thinking?.(message.thread, textsIn(message.language).home.isThinking)
    if ((await sign) === undefined) show()
  }
  const asking = (): void => {
    if (!over) callOff ??= clock.at(new Date(clock.now().getTime() + PATIENCE_MS), () => void start())
  }
  const growing = (): void => {
    if (sign) show()
  }
  try {
    return await untilStopped(work(asking, growing), parts.stopping)
  } finally {
    over = true
    callOff?.()
    // The answer waits for no platform.
    void sign?.then((stop) => stop?.())
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
async function recordThought(
  { store, clock, log }: Pick<ConversationParts, 'clock' | 'store' | 'log'>,
  { message, thread, language, correlationId }: PendingMessage,
): Promise<void> {
  const cause = { correlationId, causationId: message, actor: 'conversation' }
  const stream = messageStream(message)
  try {
    await transact(store, cause, clock.now(), async (transaction) => {
      const history = await transaction.read(stream)
      if (isOver(history) || history.some(({ body }) => body.type === 'message.pondered')) return
      transaction.append(stream, { type: 'message.pondered', message, thread, ...(language && { language }) })
    })
  } catch (error) {
    log.warn({ err: error, correlationId }, '“Let me think…” could not be shown')
  }
}
