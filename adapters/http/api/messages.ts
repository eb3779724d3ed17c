import type { FastifyInstance } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { API, type ApiBehind } from './behind.ts'
import { callerOf } from './caller.ts'
import { problemSchema } from './problem.ts'
import { keyed, saidAnswers, sayFor } from './say.ts'
import { contentSchema, intentSchema, sayingOf, slotsSchema } from './saying.ts'
import { messageSchema, shownMessage } from './shapes.ts'

export function serveMessages(server: FastifyInstance, behind: () => ApiBehind): void {
  const api = server.withTypeProvider<ZodTypeProvider>()
  const tags = ['Messages']

  const say = sayFor(behind)

  api.post(
    `${API}/messages`,
    {
      schema: {
        ...{ tags, summary: 'Say something in words' },
        headers: keyed,
        body: z.object({ session_id: z.uuid(), content: contentSchema }),
        response: saidAnswers,
      },
    },
    async (request, reply) => {
      const { session_id, content } = request.body
      return say(request, reply, session_id, { text: content })
    },
  )
  api.post(
    `${API}/requests`,
    {
      schema: {
        ...{ tags, summary: 'Ask for something as data: no words are read' },
        headers: keyed,
        body: z.object({
          session_id: z.uuid(),
          intent: intentSchema(() => behind().intents),
          slots: slotsSchema,
        }),
        response: saidAnswers,
      },
    },
    async (request, reply) => {
      const { session_id, intent, slots } = request.body
      return say(request, reply, session_id, sayingOf(intent, slots))
    },
  )
  api.get(
    `${API}/messages/:session`,
    {
      schema: {
        ...{ tags, summary: 'What was written or edited after a position' },
        params: z.object({ session: z.uuid() }),
        querystring: z.object({ after: z.coerce.number().int().min(0).default(0) }),
        response: {
          200: z.object({ messages: z.array(messageSchema), next: z.int().describe('To read on from') }),
          default: problemSchema,
        },
      },
    },
    async (request) => {
      const { after } = request.query
      const messages = await behind().conversation.after(callerOf(request), request.params.session, after)
      return { messages: messages.map(shownMessage), next: messages.at(-1)?.position ?? after }
    },
  )
}
