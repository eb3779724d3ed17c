import { rmSync } from 'node:fs'
import Fastify, { type FastifyInstance } from 'fastify'
import type { MeasuredTraffic } from '../../../src/ports/traffic.ts'
import type { CountedTraffic } from '../../../src/ports/traffic-history.ts'
import { isCredential } from './credential.ts'
import type { HostPaths } from './host-paths.ts'
import {
  ABILITIES,
  type HostAnswer,
  type HostCommand,
  type HostState,
  hostCommandSchema,
  type TrafficQuestion,
  trafficQuestionSchema,
} from './host-protocol.ts'

export interface HostControl {
  state(): HostState
  traffic(question: TrafficQuestion): MeasuredTraffic
  counts(question: TrafficQuestion): CountedTraffic
  executeCommand(command: HostCommand): Promise<HostAnswer>
}

/** Listens for the bot on a unix socket that only the same user can reach, and hears only who has the credential. */
export async function openControlServer(
  { socket, credential }: Pick<HostPaths, 'socket' | 'credential'>,
  { state, traffic, counts, executeCommand }: HostControl,
): Promise<FastifyInstance> {
  const server = Fastify({ forceCloseConnections: true })
  server.addHook('onRequest', async (request, reply) => {
    if (!isCredential(credential, request.headers.authorization)) return reply.code(401).send({ error: 'who asks?' })
  })
  server.get('/state', async () => state())
  server.get('/abilities', async () => ABILITIES)
  for (const [path, answer] of Object.entries({ '/traffic': traffic, '/counts': counts })) {
    server.get(path, async (request, reply) => {
      const question = trafficQuestionSchema.safeParse(request.query)
      if (!question.success) return reply.code(400).send({ error: question.error.message })
      return answer(question.data)
    })
  }
  server.post('/commands', async (request, reply) => {
    const command = hostCommandSchema.safeParse(request.body)
    if (!command.success) return reply.code(400).send({ error: command.error.message })
    return executeCommand(command.data)
  })
  // Whoever listened there before has ended, or this host would not hold the lock.
  rmSync(socket, { force: true })
  await server.listen({ path: socket })
  return server
}
