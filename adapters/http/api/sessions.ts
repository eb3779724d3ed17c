import type { FastifyInstance } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { API, type ApiBehind } from './behind.ts'
import { callerOf } from './caller.ts'
import { problemSchema } from './problem.ts'
import { next, pagedSchema } from './read-queries.ts'
import { keyedBy } from './say.ts'
import { listedSessionSchema, sessionSchema, shownListed, shownSession } from './shapes.ts'

const CREATED = 201
const NO_CONTENT = 204
const byId = z.object({ session: z.uuid() })

export function serveSessions(server: FastifyInstance, behind: () => ApiBehind): void {
  const api = server.withTypeProvider<ZodTypeProvider>()
  const tags = ['Sessions']

  api.post(
    `${API}/sessions`,
    {
      schema: {
        ...{ tags, summary: 'Open a conversation' },
        headers: keyedBy('The same key is the same conversation until it is closed, however often it is sent'),
        response: { [CREATED]: sessionSchema, default: problemSchema },
      },
    },
    async (request, reply) => {
      const session = await behind().conversation.open(callerOf(request), request.headers['idempotency-key'])
      return reply.code(CREATED).header('location', `${API}/sessions/${session.id}`).send(shownSession(session))
    },
  )
  api.get(
    `${API}/sessions`,
    {
      schema: {
        ...{ tags, summary: 'Your conversations, newest first' },
        querystring: pagedSchema,
        response: { 200: z.object({ sessions: z.array(listedSessionSchema), next }), default: problemSchema },
      },
    },
    async (request) => {
      const { items, next } = await behind().conversation.ofOwner(callerOf(request), request.query)
      return { sessions: items.map(shownListed), next }
    },
  )
  api.delete(
    `${API}/sessions/:session`,
    {
      schema: {
        ...{ tags, summary: 'Close a conversation: what was said in it is deleted, what came of it stays in the log' },
        params: byId,
        response: { [NO_CONTENT]: z.null(), default: problemSchema },
      },
    },
    async (request, reply) => {
      await behind().conversation.close(callerOf(request), request.params.session)
      return reply.code(NO_CONTENT).send(null)
    },
  )
}
