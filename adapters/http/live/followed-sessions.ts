import { BotError } from '../../../src/domain/errors.ts'
import type { UserId } from '../../../src/domain/ids.ts'
import type { WebConversation } from '../../../src/ports/web-conversation.ts'
import { shownMessage } from '../api/shapes.ts'
import { writtenAfter } from '../api/written-after.ts'
import type { SocketOutlet } from './socket-outlet.ts'

/** Over one connection at a time. */
const MOST_FOLLOWED = 20

/** Thrown for a session that is followed already, or one more than a connection may follow. */
export class NotFollowedError extends BotError {
  override readonly name = 'NotFollowedError'
  readonly code = 'not_followed'
  readonly userMessage: string
  constructor(sentence: string) {
    super(sentence)
    this.userMessage = sentence
  }
}

/** The sessions that one connection follows. */
export interface FollowedSessions {
  /** @throws {NotFollowedError} */
  follow(session: string, after: number): void
  leave(session: string): void
}

export function createFollowedSessions(
  conversation: WebConversation,
  by: UserId,
  outlet: SocketOutlet,
  onFault: (error: unknown) => void,
): FollowedSessions {
  const followed = new Map<string, AbortController>()

  async function send(session: string, after: number, over: AbortController): Promise<void> {
    const left = AbortSignal.any([outlet.left, over.signal])
    try {
      for await (const message of writtenAfter(conversation, { by, session, after }, left))
        await outlet.write({ type: 'message', session, message: shownMessage(message) })
    } catch (error) {
      if (!(error instanceof BotError)) onFault(error)
      await outlet.write({ type: 'ended', session, code: error instanceof BotError ? error.code : 'fault' })
    } finally {
      followed.delete(session)
    }
  }

  return {
    follow(session, after) {
      if (followed.has(session)) throw new NotFollowedError('This connection follows the session already.')
      if (followed.size >= MOST_FOLLOWED)
        throw new NotFollowedError(`A connection follows at most ${MOST_FOLLOWED} sessions. Leave one first.`)
      const over = new AbortController()
      followed.set(session, over)
      void send(session, after, over)
    },
    leave: (session) => followed.get(session)?.abort(),
  }
}
