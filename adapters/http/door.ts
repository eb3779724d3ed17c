import type { FastifyInstance, FastifyRequest } from 'fastify'
import { type Connections, createConnections } from './api/connections.ts'
import { COUNTED_APART } from './counts-itself.ts'

/** What all ways in count together, so that nobody has more by using each of them. */
export interface Door {
  readonly connections: Connections
  /** Counts one refusal of an address: what it asked without a valid token. */
  refused(request: FastifyRequest): Promise<{ readonly isTooOften: boolean; readonly ttlInSeconds: number }>
}

/** From one address: nobody has so many tokens to try. */
const REFUSALS_A_MINUTE = 60

/** @param server Has the plugin that counts; requests of other servers count with it. */
export function createDoor(server: FastifyInstance): Door {
  const refusals = server.createRateLimit({ ...COUNTED_APART, max: REFUSALS_A_MINUTE })
  return {
    connections: createConnections(),
    async refused(request) {
      const counted = await refusals(request)
      if (counted.isAllowed) return { isTooOften: false, ttlInSeconds: 0 }
      return { isTooOften: counted.isExceeded, ttlInSeconds: counted.ttlInSeconds }
    },
  }
}
