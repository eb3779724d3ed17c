import type { FastifyInstance } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { API, type ApiBehind } from './behind.ts'
import { callerOf } from './caller.ts'
import { NotThereError } from './not-there.ts'
import { problemSchema } from './problem.ts'
import {
  changeStateSchema,
  nameSchema,
  next,
  pagedSchema,
  runKindSchema,
  runStateSchema,
  whereSchema,
} from './read-queries.ts'
import {
  agentSchema,
  changeSchema,
  lockSchema,
  placeSchema,
  shownAgent,
  shownChange,
  shownLock,
  shownPlace,
  shownTask,
  shownTaskInFull,
  shownWorkflow,
  taskInFullSchema,
  taskSchema,
  workflowSchema,
} from './read-shapes.ts'

const tags = ['Look up']

/** What there is to see, each held against the caller's rights: what they may not see is not there. */
export function serveReads(server: FastifyInstance, behind: () => ApiBehind): void {
  const api = server.withTypeProvider<ZodTypeProvider>()

  api.get(
    `${API}/services`,
    {
      schema: {
        ...{ tags, summary: 'What is live where' },
        querystring: whereSchema.extend({ health: z.stringbool().default(false) }),
        response: { 200: z.object({ services: z.array(placeSchema) }), default: problemSchema },
      },
    },
    async (request) => {
      const { health, ...places } = request.query
      const seen = await behind().reads.places(callerOf(request), { ...places, withHealth: health })
      return { services: seen.map(shownPlace) }
    },
  )
  api.get(
    `${API}/deployments`,
    {
      schema: {
        ...{ tags, summary: 'Deployments and rollbacks, newest first' },
        querystring: pagedSchema.extend({ ...whereSchema.shape, state: runStateSchema }),
        response: { 200: z.object({ deployments: z.array(taskSchema), next }), default: problemSchema },
      },
    },
    async (request) => {
      const { cursor, limit, ...asked } = request.query
      const page = await behind().reads.deployments(callerOf(request), asked, { cursor, limit })
      return { deployments: page.items.map(shownTask), next: page.next }
    },
  )
  serveTasks(server, behind)
  serveChanges(server, behind)
  serveSmallLists(server, behind)
}

function serveTasks(server: FastifyInstance, behind: () => ApiBehind): void {
  const api = server.withTypeProvider<ZodTypeProvider>()
  api.get(
    `${API}/tasks`,
    {
      schema: {
        ...{ tags, summary: 'Tasks, newest first' },
        querystring: pagedSchema.extend({
          ...whereSchema.shape,
          kind: runKindSchema,
          state: runStateSchema,
        }),
        response: { 200: z.object({ tasks: z.array(taskSchema), next }), default: problemSchema },
      },
    },
    async (request) => {
      const { cursor, limit, ...asked } = request.query
      const page = await behind().reads.tasks(callerOf(request), asked, { cursor, limit })
      return { tasks: page.items.map(shownTask), next: page.next }
    },
  )
  api.get(
    `${API}/tasks/:task`,
    {
      schema: {
        ...{ tags, summary: 'A task with its steps' },
        params: z.object({ task: z.string().max(40) }),
        response: { 200: taskInFullSchema, default: problemSchema },
      },
    },
    async (request) => {
      const { task } = request.params
      const seen = await behind().reads.task(callerOf(request), task)
      if (!seen) throw new NotThereError(`task ${task}`)
      return shownTaskInFull(seen)
    },
  )
}

function serveChanges(server: FastifyInstance, behind: () => ApiBehind): void {
  const api = server.withTypeProvider<ZodTypeProvider>()
  api.get(
    `${API}/changes`,
    {
      schema: {
        ...{ tags, summary: 'Change requests, newest first' },
        querystring: pagedSchema.extend({ service: nameSchema, state: changeStateSchema }),
        response: { 200: z.object({ changes: z.array(changeSchema), next }), default: problemSchema },
      },
    },
    async (request) => {
      const { cursor, limit, ...asked } = request.query
      const page = await behind().reads.changes(callerOf(request), asked, { cursor, limit })
      return { changes: page.items.map(shownChange), next: page.next }
    },
  )
  api.get(
    `${API}/changes/:change`,
    {
      schema: {
        ...{ tags, summary: 'A change request' },
        params: z.object({ change: z.string().max(40) }),
        response: { 200: changeSchema, default: problemSchema },
      },
    },
    async (request) => {
      const { change } = request.params
      const seen = await behind().reads.change(callerOf(request), change)
      if (!seen) throw new NotThereError(`change request ${change}`)
      return shownChange(seen)
    },
  )
}

function serveSmallLists(server: FastifyInstance, behind: () => ApiBehind): void {
  const api = server.withTypeProvider<ZodTypeProvider>()
  api.get(
    `${API}/locks`,
    {
      schema: {
        ...{ tags, summary: "People's locks that still hold" },
        response: { 200: z.object({ locks: z.array(lockSchema) }), default: problemSchema },
      },
    },
    async (request) => ({ locks: (await behind().reads.locks(callerOf(request))).map(shownLock) }),
  )
  api.get(
    `${API}/workflows`,
    {
      schema: {
        ...{ tags, summary: 'Workflows that you may start' },
        response: { 200: z.object({ workflows: z.array(workflowSchema) }), default: problemSchema },
      },
    },
    async (request) => ({ workflows: (await behind().reads.workflows(callerOf(request))).map(shownWorkflow) }),
  )
  api.get(
    `${API}/agents`,
    {
      schema: {
        ...{ tags, summary: 'Who takes steps and judges' },
        response: { 200: z.object({ agents: z.array(agentSchema) }), default: problemSchema },
      },
    },
    async (request) => ({ agents: (await behind().reads.workers(callerOf(request))).map(shownAgent) }),
  )
}
