import type { FastifyInstance } from 'fastify'
import type { ReadWebhook, SignedDelivery } from '../../src/ports/webhook.ts'

/** Webhooks that are heard: who reads each, and who takes what it reports. */
export interface Webhooks {
  /** By the last part of the path: `github` is `POST /webhooks/github`. */
  readonly readers: Readonly<Record<string, ReadWebhook>>
  /** Keeps what was signed. A host delivers again what was not answered with 2xx. `undefined`: the bot still starts. */
  readonly take: (delivery: SignedDelivery) => Promise<'recorded' | 'duplicate' | 'ignored'> | undefined
  readonly onError: (error: unknown) => void
}

/** Far more than any event that is read; hosts send up to 25 MB. */
const LARGEST_BODY_BYTES = 5 * 1024 * 1024

/** Takes what hosts deliver. Whoever has not signed it learns nothing but that. */
export async function serveWebhooks(server: FastifyInstance, { readers, take, onError }: Webhooks): Promise<void> {
  await server.register(async (routes) => {
    // The signature is over the bytes as they came.
    routes.removeAllContentTypeParsers()
    routes.addContentTypeParser('*', { parseAs: 'string', bodyLimit: LARGEST_BODY_BYTES }, (_, body, done) =>
      done(null, body),
    )
    for (const [name, read] of Object.entries(readers)) {
      routes.post(`/webhooks/${name}`, { bodyLimit: LARGEST_BODY_BYTES }, async ({ headers, body }, reply) => {
        const delivery = await read({ headers, body: typeof body === 'string' ? body : '' })
        if (delivery.kind === 'forged') return reply.code(401).send({ status: 'not signed' })
        if (delivery.kind === 'malformed') return reply.code(400).send({ status: 'not understood' })
        if (delivery.kind === 'ignored') return reply.code(202).send({ status: 'ignored' })
        try {
          const taken = await take(delivery)
          return taken ? reply.code(202).send({ status: taken }) : reply.code(503).send({ status: 'starting' })
        } catch (error) {
          onError(error)
          return reply.code(503).send({ status: 'not recorded' })
        }
      })
    }
  })
}
