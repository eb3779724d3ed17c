import { rmSync } from 'node:fs'
import Fastify, { type FastifyInstance } from 'fastify'
import { type HostAnswer, type HostCommand, type HostState, hostCommandSchema } from './host-protocol.ts'

/** Listens for the bot on a unix socket that only the same user can reach. */
export async function openControlServer(
  socket: string,
  state: () => HostState,
  obey: (command: HostCommand) => Promise<HostAnswer>,
): Promise<FastifyInstance> {
  const server = Fastify({ forceCloseConnections: true })
  server.get('/state', async () => state())
  server.post('/commands', async (request, reply) => {
    const command = hostCommandSchema.safeParse(request.body)
    if (!command.success) return reply.code(400).send({ error: command.error.message })
    return obey(command.data)
  })
  // Whoever listened there before has ended, or this host would not hold the lock.
  rmSync(socket, { force: true })
  await server.listen({ path: socket })
  return server
}
