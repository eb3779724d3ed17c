import type { FastifyInstance } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { ALERTS } from '../../../src/domain/own-health/alerts.ts'
import type { Topology } from '../../../src/domain/topology.ts'
import { API, type ApiBehind } from './behind.ts'
import { callerOf } from './caller.ts'
import { problemSchema } from './problem.ts'

const MOST_DAYS = 30

const alertSchema = z
  .object({
    alert: z.enum(ALERTS),
    severity: z.enum(['critical', 'warning']),
    about: z.string().describe('Which chat, worker, model or kind of step; empty where there is only one'),
    sentence: z.string(),
    remedy: z.string().describe('What to do'),
    since: z.string().describe('ISO 8601 in UTC, as this process has seen it'),
  })
  .meta({ id: 'Alert' })

const topologySchema = z
  .object({
    nodes: z.array(
      z.object({
        id: z.string(),
        kind: z.enum(['source', 'agent', 'model', 'tool', 'rules']),
        name: z.string(),
        within: z.array(z.string()).describe('The live workers that it is in'),
        in_flight: z.int(),
      }),
    ),
    edges: z.array(
      z.object({
        from: z.string(),
        to: z.string(),
        calls: z.int(),
        failed: z.int(),
        mean_ms: z.number().optional(),
        longest_ms: z.number().optional(),
        tokens_in: z.int(),
        tokens_out: z.int(),
      }),
    ),
  })
  .meta({ id: 'Topology', description: 'Who calls whom, and what came of it.' })

/** How the bot itself does. */
export function serveOperations(server: FastifyInstance, behind: () => ApiBehind): void {
  const api = server.withTypeProvider<ZodTypeProvider>()
  api.get(
    `${API}/alerts`,
    {
      schema: {
        ...{ tags: ['Look up'], summary: 'What is wrong with the bot itself, the worst first' },
        response: { 200: z.object({ alerts: z.array(alertSchema) }), default: problemSchema },
      },
    },
    async (request) => ({ alerts: [...(await behind().operations.alerts(callerOf(request)))] }),
  )
  api.get(
    `${API}/topology`,
    {
      schema: {
        ...{ tags: ['Look up'], summary: 'Who calls whom: requests, agents, models, tools' },
        querystring: z.object({
          days: z.coerce.number().int().min(1).max(MOST_DAYS).default(1).describe('Of UTC, today included'),
        }),
        response: { 200: topologySchema, default: problemSchema },
      },
    },
    async (request) => shownTopology(await behind().operations.topology(callerOf(request), request.query.days)),
  )
}

function shownTopology({ nodes, edges }: Topology): z.input<typeof topologySchema> {
  return {
    nodes: nodes.map(({ inFlight, within, ...node }) => ({ ...node, within: [...within], in_flight: inFlight })),
    edges: edges.map(({ meanMs, longestMs, tokensIn, tokensOut, ...edge }) => ({
      ...edge,
      ...{ mean_ms: meanMs, longest_ms: longestMs, tokens_in: tokensIn, tokens_out: tokensOut },
    })),
  }
}
