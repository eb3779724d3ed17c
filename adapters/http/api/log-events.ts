import type { FastifyInstance } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import type { UserId } from '../../../src/domain/ids.ts'
import type { EventsAsked, SeenEvent } from '../../../src/ports/log-reads.ts'
import { API, type ApiBehind } from './behind.ts'
import { callerOf, knownCaller } from './caller.ts'
import { answerWithEvents, type SentEvent, type Streams } from './event-stream.ts'
import { problemSchema } from './problem.ts'
import { redacted } from './redacted.ts'

const MOST_EVENTS = 100
const USUAL_EVENTS = 25

const position = z.coerce
  .number()
  .int()
  .min(0)
  .max(Number.MAX_SAFE_INTEGER - 1)
const maybe = z.string().optional()
const name = z.string().min(1).max(100).optional()
const asked = z.object({
  correlation: z.string().min(1).max(200).optional().describe('Everything that came of one message'),
  type: name.describe('`cicd.deploy.completed`, or `cicd.deploy.*` for all that start so'),
  service: name,
  environment: name,
})

const eventSchema = z
  .object({
    position: z.int(),
    at: z.string().describe('ISO 8601 in UTC'),
    type: z.string(),
    stream: z.string(),
    version: z.int(),
    actor: z.string(),
    correlation: z.string(),
    ...{ causation: maybe, service: maybe, environment: maybe },
    data: z.record(z.string(), z.unknown()),
  })
  .meta({ id: 'Event' })

const tags = ['Look up']

/** The event log, page by page: newest first. */
export function serveLog(server: FastifyInstance, behind: () => ApiBehind): void {
  server.withTypeProvider<ZodTypeProvider>().get(
    `${API}/events`,
    {
      schema: {
        ...{ tags, summary: 'The event log, newest first; takes a role for dangerous changes everywhere' },
        querystring: asked.extend({
          cursor: position.optional().describe('The `next` of the page before'),
          limit: z.coerce.number().int().min(1).max(MOST_EVENTS).default(USUAL_EVENTS),
        }),
        response: {
          200: z.object({ events: z.array(eventSchema), next: maybe }).describe('A page with few may have a next one'),
          default: problemSchema,
        },
      },
    },
    async (request) => {
      const { cursor, limit, ...which } = request.query
      const page = await behind().log.events(callerOf(request), which, cursor, limit)
      return { events: [...page.items], next: page.next }
    },
  )
}

/** The same as it comes, as Server-Sent Events. */
export function serveLogLive(server: FastifyInstance, behind: () => ApiBehind, streams: Streams): void {
  server.withTypeProvider<ZodTypeProvider>().get(
    `${API}/events/live`,
    {
      // An answer to HEAD would be a connection that nobody reads.
      exposeHeadRoute: false,
      schema: {
        ...{ tags, summary: 'The event log as it grows, as Server-Sent Events; Last-Event-ID reads on' },
        querystring: asked.extend({ after: position.optional().describe('A position; left out: from now on') }),
        headers: z.object({ 'last-event-id': position.optional().describe('Counts more than `after`') }),
        response: {
          200: { description: 'Server-Sent Events', content: { 'text/event-stream': { schema: z.string() } } },
          default: problemSchema,
        },
      },
    },
    async (request, reply) => {
      const caller = knownCaller(request)
      const { after, ...which } = request.query
      // Refused as a problem, before there is a stream.
      const known = request.headers['last-event-id'] ?? after
      const start = known ?? (await behind().log.eventsAfter(caller.user, which, undefined)).read
      if (known !== undefined) await behind().log.eventsAfter(caller.user, which, undefined)
      const grown = (left: AbortSignal) => appended(behind(), caller.user, which, start, left)
      return answerWithEvents(reply, { ...streams, caller, behind: behind() }, grown)
    },
  )
}

async function* appended(
  { log, redact }: ApiBehind,
  by: UserId,
  which: EventsAsked,
  start: number,
  left: AbortSignal,
): AsyncGenerator<SentEvent> {
  let wake = (): void => {}
  const heard = (): void => wake()
  const stop = log.onAppended(heard)
  left.addEventListener('abort', heard)
  try {
    for (let after = start; !left.aborted; ) {
      // Before the look: what is appended during it wakes.
      const woken = new Promise<void>((resolve) => {
        wake = resolve
      })
      const later = await log.eventsAfter(by, which, after)
      for (const event of later.items) {
        yield { name: 'event', id: event.position, data: redacted(event, redact) as SeenEvent }
        if (left.aborted) return
      }
      after = later.read
      if (!later.isMore && !left.aborted) await woken
    }
  } finally {
    stop()
    left.removeEventListener('abort', heard)
  }
}
