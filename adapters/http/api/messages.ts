import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import type { Said, Saying } from '../../../src/ports/web-conversation.ts'
import { API, type ApiBehind } from './behind.ts'
import { callerOf } from './caller.ts'
import { problemSchema } from './problem.ts'
import { contentSchema, intentSchema, sayingOf, slotsSchema } from './saying.ts'
import { messageSchema, shownMessage } from './shapes.ts'

const ACCEPTED = 202
const LONGEST_KEY = 255

export const keyed = z.object({
  'idempotency-key': z
    .string()
    .min(1)
    .max(LONGEST_KEY)
    .optional()
    .describe('The same key is the same message, however often it is sent'),
})
const saidSchema = z
  .object({ id: z.uuid(), session_id: z.uuid(), reply: messageSchema.optional() })
  .meta({ id: 'Said', description: 'A recorded message with the answer, if it came within ten seconds.' })
const answers = { 200: saidSchema, [ACCEPTED]: saidSchema, default: problemSchema }

export function serveMessages(server: FastifyInstance, behind: () => ApiBehind): void {
  const api = server.withTypeProvider<ZodTypeProvider>()
  const tags = ['Messages']

  /** It is recorded whoever waits: a caller who leaves ends only the waiting. */
  async function say(request: FastifyRequest, reply: FastifyReply, session: string, saying: Saying) {
    const left = new AbortController()
    reply.raw.on('close', () => left.abort())
    const said = await behind().conversation.say(callerOf(request), session, saying, left.signal)
    return reply.code(said.reply ? 200 : ACCEPTED).send(shownSaid(session, said))
  }

  api.post(
    `${API}/messages`,
    {
      schema: {
        ...{ tags, summary: 'Say something in words' },
        headers: keyed,
        body: z.object({ session_id: z.uuid(), content: contentSchema }),
        response: answers,
      },
    },
    async (request, reply) => {
      const { session_id, content } = request.body
      return say(request, reply, session_id, { text: content, ...keyOf(request.headers) })
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
        response: answers,
      },
    },
    async (request, reply) => {
      const { session_id, intent, slots } = request.body
      return say(request, reply, session_id, { ...sayingOf(intent, slots), ...keyOf(request.headers) })
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

const keyOf = ({ 'idempotency-key': key }: z.output<typeof keyed>): Pick<Saying, 'key'> =>
  key === undefined ? {} : { key }

const shownSaid = (session: string, { message, reply }: Said): z.output<typeof saidSchema> => ({
  id: message,
  session_id: session,
  ...(reply && { reply: shownMessage(reply) }),
})
