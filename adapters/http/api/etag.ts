import { createHash } from 'node:crypto'
import type { FastifyInstance } from 'fastify'

const OK = 200
const NOT_MODIFIED = 304

/** What has not changed since its reader had it is not sent again. It is looked up again each time: rights may change. */
export function answerUnchanged(server: FastifyInstance): void {
  server.addHook('onSend', async (request, reply, payload) => {
    if (request.method !== 'GET' || reply.statusCode !== OK || typeof payload !== 'string') return payload
    const etag = `"${createHash('sha256').update(payload).digest('base64url')}"`
    reply.header('etag', etag).header('cache-control', 'private, no-cache')
    if (!isAmong(request.headers['if-none-match'], etag)) return payload
    reply.code(NOT_MODIFIED)
    return null
  })
}

/** Weak ones are the same here: a proxy that compresses makes them weak. */
function isAmong(known: string | undefined, etag: string): boolean {
  return (known ?? '').split(',').some((one) => one.trim().replace(/^W\//, '') === etag)
}
