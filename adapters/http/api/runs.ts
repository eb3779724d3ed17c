import type { FastifyInstance } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { API, type ApiBehind } from './behind.ts'
import { callerOf } from './caller.ts'
import { NotThereError } from './not-there.ts'
import { problemSchema } from './problem.ts'
import { next, pagedSchema, runStateSchema } from './read-queries.ts'
import { shownTask, shownTaskInFull, taskInFullSchema, taskSchema } from './read-shapes.ts'

const tags = ['Tasks and workflows']

/** Runs of workflows: the tasks that are one. */
export function serveRuns(server: FastifyInstance, behind: () => ApiBehind): void {
  const api = server.withTypeProvider<ZodTypeProvider>()
  api.get(
    `${API}/runs`,
    {
      schema: {
        ...{ tags, summary: 'Runs of workflows, newest first' },
        querystring: pagedSchema.extend({ workflow: z.string().min(1).max(100).optional(), state: runStateSchema }),
        response: { 200: z.object({ runs: z.array(taskSchema), next }), default: problemSchema },
      },
    },
    async (request) => {
      const { cursor, limit, ...asked } = request.query
      const page = await behind().reads.tasks(callerOf(request), { ...asked, kind: 'workflow' }, { cursor, limit })
      return { runs: page.items.map(shownTask), next: page.next }
    },
  )
  api.get(
    `${API}/runs/:run`,
    {
      schema: {
        ...{ tags, summary: 'A run of a workflow with its steps' },
        params: z.object({ run: z.string().max(40) }),
        response: { 200: taskInFullSchema, default: problemSchema },
      },
    },
    async (request) => {
      const { run } = request.params
      const seen = await behind().reads.task(callerOf(request), run)
      if (seen?.run.plan.kind !== 'workflow') throw new NotThereError(`run ${run}`)
      return shownTaskInFull(seen)
    },
  )
}
