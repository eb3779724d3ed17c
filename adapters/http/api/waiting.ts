import type { FastifyInstance } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { API, type ApiBehind } from './behind.ts'
import { callerOf } from './caller.ts'
import { problemSchema } from './problem.ts'
import { cardSchema, shownCard } from './shapes.ts'

const waitingSchema = z
  .object({
    id: z.string().describe('Of the change request, or of the confirmation; of a step `TASK-7/lead`'),
    kind: z
      .enum(['confirmation', 'proposal', 'change', 'step'])
      .describe('proposal: an assistant asks for it; step: of a workflow that runs'),
    by: z.string().describe('Who asked for it'),
    by_name: z.string(),
    expires_at: z.string().describe('ISO 8601 in UTC'),
    card: cardSchema,
  })
  .meta({ id: 'Waiting', description: 'What waits for your word; the buttons of its card give it.' })

/** What waits for the caller. */
export function serveWaiting(server: FastifyInstance, behind: () => ApiBehind): void {
  server.withTypeProvider<ZodTypeProvider>().get(
    `${API}/waiting`,
    {
      schema: {
        ...{ tags: ['Messages'], summary: 'What waits for your confirmation or approval, soonest to expire first' },
        response: { 200: z.object({ waiting: z.array(waitingSchema) }), default: problemSchema },
      },
    },
    async (request) => {
      const waiting = await behind().reads.waiting(callerOf(request))
      return {
        waiting: waiting.map(({ id, kind, by, byName, expiresAt, card }) => ({
          ...{ id, kind, by, by_name: byName, expires_at: expiresAt, card: shownCard(card) },
        })),
      }
    },
  )
}
