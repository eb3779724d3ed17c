import type { UserId } from '../../../src/domain/ids.ts'
import type { WebConversation } from '../../../src/ports/web-conversation.ts'
import type { WebMessage } from '../../../src/ports/web-sessions.ts'

export interface Followed {
  readonly by: UserId
  readonly session: string
  /** What was written or edited up to here is known. */
  readonly after: number
}

/** In hand at a time, however long the session and however slow its reader. */
const PAGE = 20

/**
 * Every message and every edit after a position, as they come, until its reader leaves. A reader who takes them slowly
 * gets each message as it is by then: nothing is kept for them.
 * @throws {NoSessionError} when the session is closed.
 */
export async function* writtenAfter(
  conversation: WebConversation,
  { by, session, after }: Followed,
  left: AbortSignal,
): AsyncGenerator<WebMessage> {
  let wake = (): void => {}
  let position = after
  const heard = (): void => wake()
  const stop = await conversation.listen(by, session, heard)
  left.addEventListener('abort', heard)
  try {
    while (!left.aborted) {
      // Before the look: what is written during it wakes.
      const woken = new Promise<void>((resolve) => {
        wake = resolve
      })
      const messages = await conversation.after(by, session, position, PAGE)
      for (const message of messages) {
        yield message
        if (left.aborted) return
        position = message.position
      }
      if (messages.length === 0 && !left.aborted) await woken
    }
  } finally {
    stop()
    left.removeEventListener('abort', heard)
  }
}
