import { Readable } from 'node:stream'
import type { FastifyInstance, FastifyReply } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { EXPORT_FORMATS, type ExportFormat } from '../../../src/ports/log-reads.ts'
import { API, type ApiBehind } from './behind.ts'
import { callerOf } from './caller.ts'
import { problemSchema } from './problem.ts'
import { entrySchema } from './read-shapes.ts'

const MOST_ENTRIES = 100
const USUAL_ENTRIES = 25

const name = z.string().min(1).max(200).optional()
const position = z.coerce
  .number()
  .int()
  .min(0)
  .max(Number.MAX_SAFE_INTEGER - 1)

const CONTENT_TYPES: Readonly<Record<ExportFormat, string>> = {
  csv: 'text/csv; charset=utf-8',
  jsonl: 'application/jsonl; charset=utf-8',
}

/** Who asked, decided and did what. */
export function serveAudit(server: FastifyInstance, behind: () => ApiBehind): void {
  server.withTypeProvider<ZodTypeProvider>().get(
    `${API}/audit`,
    {
      schema: {
        ...{ tags: ['Look up'], summary: 'Who did what; takes a role for dangerous changes everywhere' },
        querystring: z.object({
          cursor: position.optional().describe('The `next` of the page before'),
          limit: z.coerce.number().int().min(1).max(MOST_ENTRIES).default(USUAL_ENTRIES),
          order: z.enum(['oldest', 'newest']).default('oldest').describe('What comes first'),
          kind: z.enum(['request', 'decision', 'refusal', 'effect']).optional(),
          who: name.describe('Who did it, or for whom: `slack:U024BE7LH`'),
          ...{ correlation: name, service: name, environment: name },
        }),
        response: {
          200: z.object({ entries: z.array(entrySchema), next: z.string().optional() }),
          default: problemSchema,
        },
      },
    },
    async (request) => {
      const { cursor, limit, ...asked } = request.query
      const page = await behind().reads.audit(callerOf(request), asked, cursor, limit)
      return { entries: [...page.items], next: page.next }
    },
  )
}

/** All of it as a file, line by line: however long the log, little of it is in hand at a time. */
export function serveAuditExport(server: FastifyInstance, behind: () => ApiBehind): void {
  server.withTypeProvider<ZodTypeProvider>().get(
    `${API}/audit/export`,
    {
      exposeHeadRoute: false,
      schema: {
        ...{ tags: ['Look up'], summary: 'The audit as a file; takes a role for dangerous changes everywhere' },
        querystring: z.object({
          format: z.enum(EXPORT_FORMATS).default('jsonl'),
          since: z.iso.datetime({ offset: true }).optional().describe('Only from this moment on'),
        }),
        response: {
          200: { description: 'A line for each entry', content: { 'text/csv': { schema: z.string() } } },
          default: problemSchema,
        },
      },
    },
    async (request, reply) => {
      const { format, since } = request.query
      const from = since === undefined ? undefined : new Date(since)
      const { log, redact } = behind()
      const lines = await log.exportedAudit(callerOf(request), { format, since: from }, redact)
      const answer: FastifyReply = reply
      return answer
        .type(CONTENT_TYPES[format])
        .header('cache-control', 'no-store')
        .header('content-disposition', `attachment; filename="audit.${format}"`)
        .send(Readable.from(lines))
    },
  )
}
