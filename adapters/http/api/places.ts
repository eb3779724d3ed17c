import type { FastifyInstance } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { API, type ApiBehind } from './behind.ts'
import { callerOf } from './caller.ts'
import { NotThereError } from './not-there.ts'
import {
  logSchema,
  namedBy,
  placeNowSchema,
  shownPlaceNow,
  shownTaskPage,
  shownTraffic,
  taskPageSchema,
  trafficSchema,
} from './place-shapes.ts'
import { problemSchema } from './problem.ts'

const MOST_LINES = 500
const USUAL_LINES = 100

const tags = ['Look up']
const name = z.string().min(1).max(100)
const byTask = z.object({ task: z.string().max(40) })

/** How places are at this moment, and all that is known of one task: what a person watches. */
export function servePlaces(server: FastifyInstance, behind: () => ApiBehind): void {
  const api = server.withTypeProvider<ZodTypeProvider>()

  api.get(
    `${API}/overview`,
    {
      schema: {
        ...{ tags, summary: 'Every place: what is live, what changes it, locks, freezes and drifts' },
        response: { 200: z.object({ places: z.array(placeNowSchema) }), default: problemSchema },
      },
    },
    async (request) => {
      const { places, names } = await behind().reads.placesNow(callerOf(request))
      return { places: places.map((place) => shownPlaceNow(place, namedBy(names))) }
    },
  )
  api.get(
    `${API}/tasks/:task/full`,
    {
      schema: {
        ...{ tags, summary: 'A task with all that is known of it: plan, people, judgements, steps' },
        params: byTask,
        response: { 200: taskPageSchema, default: problemSchema },
      },
    },
    async (request) => {
      const { task } = request.params
      const seen = await behind().reads.taskInFull(callerOf(request), task)
      if (!seen) throw new NotThereError(`task ${task}`)
      return shownTaskPage(seen)
    },
  )
  api.get(
    `${API}/tasks/:task/traffic`,
    {
      schema: {
        ...{ tags, summary: 'What its place answered before and after it' },
        params: byTask,
        response: { 200: trafficSchema, default: problemSchema },
      },
    },
    async (request) => {
      const { task } = request.params
      const around = await behind().reads.trafficAround(callerOf(request), task)
      if (!around) throw new NotThereError(`traffic around ${task}`)
      return shownTraffic(around)
    },
  )
  api.get(
    `${API}/logs`,
    {
      schema: {
        ...{ tags, summary: 'The last lines that a service wrote' },
        querystring: z.object({
          ...{ service: name, environment: name },
          count: z.coerce.number().int().min(1).max(MOST_LINES).default(USUAL_LINES),
        }),
        response: { 200: logSchema, default: problemSchema },
      },
    },
    async (request) => {
      const { count, ...place } = request.query
      const log = await behind().reads.logAt(callerOf(request), place, count)
      if (!log) throw new NotThereError(`log of ${place.service} on ${place.environment}`)
      return { lines: log.lines.map((line) => ({ ...line })), is_cut: log.isCut }
    },
  )
}
