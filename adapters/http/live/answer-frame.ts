import type { WebConversation } from '../../../src/ports/web-conversation.ts'
import type { Caller } from '../api/caller.ts'
import { sayingOf } from '../api/saying.ts'
import type { FollowedSessions } from './followed-sessions.ts'
import type { Asked, Told } from './frames.ts'

/** The answer comes to those who follow the session, so nobody waits for it here. */
const NO_WAIT = AbortSignal.abort()

/** Does what a frame asks, as the same request over HTTP would. */
export async function answerFrame(
  asked: Asked,
  { user }: Caller,
  conversation: WebConversation,
  followed: FollowedSessions,
): Promise<Told | undefined> {
  switch (asked.type) {
    case 'say':
    case 'request': {
      const saying = asked.type === 'say' ? { text: asked.content } : sayingOf(asked.intent, asked.slots)
      const { message } = await conversation.say(user, asked.session, { ...saying, key: asked.id }, NO_WAIT)
      return { type: 'accepted', id: asked.id, message }
    }
    case 'press': {
      const { session, button, forms } = asked
      return {
        type: 'pressed',
        id: asked.id,
        ...(await conversation.press(user, session, { button, forms }, asked.id)),
      }
    }
    case 'form': {
      const { session, form, text } = asked
      return { type: 'sent', id: asked.id, ...(await conversation.sendForm(user, session, { form, text }, asked.id)) }
    }
    case 'follow':
      followed.follow(asked.session, asked.after)
      return undefined
    case 'leave':
      followed.leave(asked.session)
      return undefined
  }
}
