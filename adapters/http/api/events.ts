import type { FastifyInstance } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { API, type ApiBehind } from './behind.ts'
import { knownCaller } from './caller.ts'
import { answerWithEvents, type Streams } from './event-stream.ts'
import { problemSchema } from './problem.ts'
import { shownMessage } from './shapes.ts'
import { type Followed, writtenAfter } from './written-after.ts'

const position = z.coerce.number().int().min(0).max(Number.MAX_SAFE_INTEGER)

/** Server-Sent Events: the messages of a session and their edits, as they come. */
export function serveEvents(server: FastifyInstance, behind: () => ApiBehind, streams: Streams): void {
  server.withTypeProvider<ZodTypeProvider>().get(
    `${API}/sessions/:session/events`,
    {
      // An answer to HEAD would be a connection that nobody reads.
      exposeHeadRoute: false,
      schema: {
        tags: ['Messages'],
        summary: 'Messages and their edits as they come, as Server-Sent Events; Last-Event-ID reads on',
        params: z.object({ session: z.uuid() }),
        querystring: z.object({ after: position.default(0) }),
        headers: z.object({ 'last-event-id': position.optional().describe('Counts more than `after`') }),
        response: {
          200: { description: 'Server-Sent Events', content: { 'text/event-stream': { schema: z.string() } } },
          default: problemSchema,
        },
      },
    },
    async (request, reply) => {
      const caller = knownCaller(request)
      const after = request.headers['last-event-id'] ?? request.query.after
      const followed = { by: caller.user, session: request.params.session, after }
      // Refused as a problem, before there is a stream.
      await behind().conversation.after(followed.by, followed.session, after, 1)
      return answerWithEvents(reply, { ...streams, caller, behind: behind() }, (left) =>
        messagesOf(behind(), followed, left),
      )
    },
  )
}

async function* messagesOf({ conversation }: ApiBehind, followed: Followed, left: AbortSignal) {
  for await (const message of writtenAfter(conversation, followed, left))
    yield { name: 'message', data: shownMessage(message), id: message.position }
}
