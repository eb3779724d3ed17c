import type { FastifyInstance, FastifyRequest } from 'fastify'
import { BotError } from '../../../src/domain/errors.ts'
import { COUNTED_APART, countApart } from '../counts-itself.ts'

/** Thrown for one request more than a token may make in a minute. */
class TooManyRequestsError extends BotError {
  override readonly name = 'TooManyRequestsError'
  readonly code = 'too_many'
  readonly userMessage: string
  constructor(seconds: number) {
    super('too many requests of one token')
    this.userMessage = `Too many requests. Try again in ${seconds} seconds.`
  }
}

/**
 * Refuses what one token asks beyond `max` a minute, on all routes that follow together. Authentication comes before, so
 * that many who share an address do not use up each other's count. Returns the count for what is no request: whether one
 * more is within it.
 */
export function limitRequests(server: FastifyInstance, max: number): (request: FastifyRequest) => Promise<boolean> {
  const asked = server.createRateLimit({ ...COUNTED_APART, max, keyGenerator: ({ caller, ip }) => caller?.user ?? ip })
  countApart(server)
  server.addHook('onRequest', async (request, reply) => {
    const counted = await asked(request)
    if (counted.isAllowed || !counted.isExceeded) return
    reply.header('retry-after', counted.ttlInSeconds)
    throw new TooManyRequestsError(counted.ttlInSeconds)
  })
  return async (request) => {
    const counted = await asked(request)
    return counted.isAllowed || !counted.isExceeded
  }
}
