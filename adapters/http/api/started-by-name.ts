import type { FastifyInstance } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { API, type ApiBehind } from './behind.ts'
import { keyed, saidAnswers, sayFor } from './say.ts'
import { sayingOf } from './saying.ts'

const name = z.string().min(1).max(100).optional()
const tags = ['Tasks and workflows']
const inSession = z.object({
  session_id: z.uuid().describe('Where the answer, and its question if it has one, appear'),
})

/** Requests about one task or workflow by its name: the same as asking for it in a session. */
export function serveStartedByName(server: FastifyInstance, behind: () => ApiBehind): void {
  const say = sayFor(behind)
  const api = server.withTypeProvider<ZodTypeProvider>()
  api.post(
    `${API}/workflows/:workflow/runs`,
    {
      schema: {
        ...{ tags, summary: 'Start a workflow; the answer is its question where it must be confirmed', headers: keyed },
        params: z.object({ workflow: z.string().min(1).max(100) }),
        body: inSession.extend({
          ...{ service: name, environment: name, ref: name },
          inputs: z.record(z.string().max(64), z.string().max(500)).default({}),
        }),
        response: saidAnswers,
      },
    },
    async (request, reply) => {
      const { session_id, inputs, ...where } = request.body
      const given = Object.entries(where).filter((slot): slot is [string, string] => slot[1] !== undefined)
      const { workflow } = request.params
      const slots = { workflow, ...Object.fromEntries(given), inputs: JSON.stringify(inputs) }
      return say(request, reply, session_id, sayingOf('workflow.start', slots))
    },
  )
  for (const [verb, intent, summary] of [
    ['cancel', 'task.cancel', 'Cancel a task'],
    ['retry', 'task.retry', 'Run a task once more'],
  ] as const)
    api.post(
      `${API}/tasks/:task/${verb}`,
      {
        schema: {
          ...{ tags, summary, headers: keyed },
          params: z.object({ task: z.string().min(1).max(40) }),
          body: inSession,
          response: saidAnswers,
        },
      },
      async (request, reply) =>
        say(request, reply, request.body.session_id, sayingOf(intent, { task: request.params.task })),
    )
}
