import { randomUUID } from 'node:crypto'
import type { AddressInfo } from 'node:net'
import websocket from '@fastify/websocket'
import Fastify from 'fastify'
import { serializerCompiler, validatorCompiler, type ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { keyed } from '../../adapters/http/api/say.ts'
import { contentSchema } from '../../adapters/http/api/saying.ts'
import { answerParent } from './target.ts'

/** Fastify alone: the same body and the same validation, and what was said comes back. */
const server = Fastify({ forceCloseConnections: true }).withTypeProvider<ZodTypeProvider>()
server.setValidatorCompiler(validatorCompiler)
server.setSerializerCompiler(serializerCompiler)
await server.register(websocket)
server.get('/ws', { websocket: true }, () => {})
server.post('/api/v1/sessions', async () => ({ id: randomUUID() }))
server.post(
  '/api/v1/messages',
  {
    schema: {
      headers: keyed,
      body: z.object({ session_id: z.uuid(), content: contentSchema }),
      response: { 200: z.object({ id: z.uuid(), session_id: z.uuid(), reply: z.object({ content: z.string() }) }) },
    },
  },
  async ({ body: { session_id, content } }) => ({ id: randomUUID(), session_id, reply: { content } }),
)
await server.listen({ host: '127.0.0.1', port: 0 })
await answerParent({ port: (server.server.address() as AddressInfo).port, tokens: ['none'] })
process.exit()
