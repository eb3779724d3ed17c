import type { Slots } from '../../../src/domain/understanding.ts'
import type { ForeignClient } from '../../http/grpc/foreign-client.ts'
import type { Surface } from './surface.ts'

const CONVERSATION = 'ConversationService'

/** As a program with another implementation of gRPC. */
export function grpcSurface(client: ForeignClient): Surface {
  return {
    name: 'gRPC',
    async ask(asking) {
      const { session } = await client.call(CONVERSATION, 'OpenSession', {})
      const saying =
        'words' in asking
          ? { content: asking.words }
          : { request: { intent: asking.intent, slots: structOf(asking.slots) } }
      const { id, reply } = await client.call(CONVERSATION, 'SendMessage', { session_id: session.id, ...saying })
      const tone = String(reply.card.tone).replace('TONE_', '').toLowerCase()
      return { message: id, title: reply.card.title, tone, content: reply.content }
    },
    close: async () => client.close(),
  }
}

/** As grpc-js has a google.protobuf.Struct. */
const structOf = (slots: Slots): object => ({
  fields: Object.fromEntries(
    Object.entries(slots).map(([slot, value]) => [
      slot,
      typeof value === 'number' ? { numberValue: value } : { stringValue: value },
    ]),
  ),
})
