import type { ServiceImpl } from '@connectrpc/connect'
import { z } from 'zod'
import type { Saying } from '../../../src/ports/web-conversation.ts'
import type { ApiBehind } from '../api/behind.ts'
import { buttonSchema, contentSchema, intentSchema, sayingOf, slotsSchema } from '../api/saying.ts'
import { shownSession } from '../api/shapes.ts'
import { writtenAfter } from '../api/written-after.ts'
import { callerIn } from './call-context.ts'
import {
  type ConversationService,
  type SendMessageRequest,
  SessionSchema,
} from './generated/shipmate/v1/shipmate_pb.ts'
import { keyIn } from './idempotency-key.ts'
import { NotUnderstoodError, understood } from './not-understood.ts'
import { wired, wiredMessage } from './wire-shapes.ts'
import { withBeats } from './with-beats.ts'

const MOST_LISTED = 200
const inSession = z.object({ sessionId: z.uuid() })
const press = inSession.extend({ button: buttonSchema })
const follow = inSession.extend({
  after: z.bigint().min(0n).max(BigInt(Number.MAX_SAFE_INTEGER)).transform(Number),
})

export function conversationService(behind: () => ApiBehind): ServiceImpl<typeof ConversationService> {
  return {
    async openSession(_, context) {
      const session = await behind().conversation.open(callerIn(context).user, keyIn(context).key)
      return { session: wired(SessionSchema, shownSession(session)) }
    },
    async listSessions(_, context) {
      const { items } = await behind().conversation.ofOwner(callerIn(context).user, { limit: MOST_LISTED })
      return { sessions: items.map((session) => wired(SessionSchema, shownSession(session))) }
    },
    async closeSession(message, context) {
      const { sessionId } = understood(inSession, message)
      await behind().conversation.close(callerIn(context).user, sessionId)
      return {}
    },
    async sendMessage(message, context) {
      const { sessionId } = understood(inSession, message)
      const saying = { ...sayingIn(message, behind().intents), ...keyIn(context) }
      const said = await behind().conversation.say(callerIn(context).user, sessionId, saying, context.signal)
      // It is recorded: a deadline has ended the wait alone.
      context.signal.throwIfAborted()
      return { id: said.message, ...(said.reply && { reply: wiredMessage(said.reply) }) }
    },
    async press(message, context) {
      const { sessionId, button } = understood(press, message)
      const { key } = keyIn(context)
      const { notice } = await behind().conversation.press(
        callerIn(context).user,
        sessionId,
        // What a form would ask for is asked in the conversation.
        { button, forms: false },
        key,
      )
      return notice === undefined ? {} : { notice }
    },
    async *streamResponse(message, context) {
      const { sessionId: session, after } = understood(follow, message)
      const { conversation } = behind()
      const caller = callerIn(context)
      const messages = withBeats(behind(), caller, context.signal, (left) =>
        writtenAfter(conversation, { by: caller.user, session, after }, left),
      )
      for await (const one of messages) yield one ? { message: wiredMessage(one) } : {}
    },
  }
}

function sayingIn({ saying }: SendMessageRequest, intents: readonly string[]): Saying {
  switch (saying.case) {
    case 'content':
      return { text: understood(z.object({ content: contentSchema }), { content: saying.value }).content }
    case 'request': {
      const request = z.object({ intent: intentSchema(() => intents), slots: slotsSchema })
      const { intent, slots } = understood(z.object({ request }), { request: saying.value }).request
      return sayingOf(intent, slots)
    }
    case undefined:
      throw new NotUnderstoodError([{ field: 'content', description: 'say something in words, or a request' }])
  }
}
