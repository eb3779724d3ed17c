import type { FastifyInstance } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { API, type ApiBehind } from './behind.ts'
import { knownCaller } from './caller.ts'
import { answerWithEvents, type SentEvent, type Streams } from './event-stream.ts'
import { problemSchema } from './problem.ts'

/** What is looked up again at each news is looked up no more often: a deployment writes many events in a second. */
const PAUSE_MS = 500

/** Says that something has happened, and not what: a reason to look again at what one may see. */
export function serveNews(server: FastifyInstance, behind: () => ApiBehind, streams: Streams): void {
  server.withTypeProvider<ZodTypeProvider>().get(
    `${API}/news`,
    {
      // An answer to HEAD would be a connection that nobody reads.
      exposeHeadRoute: false,
      schema: {
        ...{
          tags: ['Look up'],
          summary: 'An event whenever something has happened, as Server-Sent Events: look again',
        },
        response: {
          200: { description: 'Server-Sent Events', content: { 'text/event-stream': { schema: z.string() } } },
          default: problemSchema,
        },
      },
    },
    async (request, reply) => {
      const caller = knownCaller(request)
      return answerWithEvents(reply, { ...streams, caller, behind: behind() }, (left) => news(behind(), left))
    },
  )
}

async function* news({ log, clock }: Pick<ApiBehind, 'log' | 'clock'>, left: AbortSignal): AsyncGenerator<SentEvent> {
  let wake = (): void => {}
  let isNew = false
  const heard = (): void => {
    isNew = true
    wake()
  }
  const stop = log.onAppended(heard)
  left.addEventListener('abort', () => wake())
  try {
    for (let id = 1; !left.aborted; id++) {
      if (!isNew) await new Promise<void>((resolve) => (wake = resolve))
      if (left.aborted) return
      isNew = false
      yield { name: 'news', data: {}, id }
      await new Promise<void>((resolve) => clock.at(new Date(clock.now().getTime() + PAUSE_MS), resolve))
    }
  } finally {
    stop()
  }
}
