import type { Readable } from 'node:stream'
import type { FastifyInstance, FastifyReply } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { BotError } from '../../../src/domain/errors.ts'
import { API, type ApiBehind } from './behind.ts'
import { type Caller, knownCaller } from './caller.ts'
import type { Connections } from './connections.ts'
import { problemSchema } from './problem.ts'
import { shownMessage } from './shapes.ts'
import { createTextOutlet, type TextOutlet } from './text-outlet.ts'
import { whileValid } from './while-valid.ts'
import { type Followed, writtenAfter } from './written-after.ts'

/** How long a browser waits before it connects again. */
const RETRY_MS = 2_000

const position = z.coerce.number().int().min(0).max(Number.MAX_SAFE_INTEGER)

/** Server-Sent Events: the messages of a session and their edits, as they come. */
export function serveEvents(server: FastifyInstance, behind: () => ApiBehind, connections: Connections): void {
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
      const leave = connections.take(caller.user)
      const outlet = createTextOutlet(behind().clock)
      outlet.left.addEventListener('abort', leave)
      void sendEvents(outlet, followed, caller, behind())
      return sendStream(reply, outlet.stream)
    },
  )
}

/** Proxies that would keep it until it ends are asked not to. */
function sendStream(reply: FastifyReply, stream: Readable): FastifyReply {
  return reply
    .type('text/event-stream')
    .header('cache-control', 'no-store')
    .header('x-accel-buffering', 'no')
    .send(stream)
}

async function sendEvents(outlet: TextOutlet, followed: Followed, caller: Caller, behind: ApiBehind): Promise<void> {
  const isOver = new AbortController()
  const left = AbortSignal.any([outlet.left, isOver.signal])
  const stop = whileValid(behind, caller, { beat: () => outlet.beat(': \n\n'), over: () => isOver.abort() })
  try {
    await outlet.write(`retry: ${RETRY_MS}\n\n`)
    for await (const message of writtenAfter(behind.conversation, followed, left))
      await outlet.write(eventOf('message', shownMessage(message), message.position))
    await outlet.write(eventOf('closed', { code: 'not_authenticated' }))
  } catch (error) {
    await outlet.write(eventOf('closed', { code: error instanceof BotError ? error.code : 'fault' }))
  } finally {
    stop()
    outlet.end()
  }
}

/** JSON has no line break of its own, which would end the event. */
const eventOf = (name: string, data: object, id?: number): string =>
  `${id === undefined ? '' : `id: ${id}\n`}event: ${name}\ndata: ${JSON.stringify(data)}\n\n`
