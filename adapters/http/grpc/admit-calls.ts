import type { ServerHttp2Stream } from 'node:http2'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { BotError } from '../../../src/domain/errors.ts'
import { systemClock } from '../../../src/ports/clock.ts'
import { bearerOf } from '../api/authenticate.ts'
import type { ApiBehind } from '../api/behind.ts'
import { NotAuthenticatedError } from '../api/caller.ts'
import { COUNTED_APART } from '../counts-itself.ts'
import type { Door } from '../door.ts'
import { callOf } from './call-context.ts'
import { callError, isFault } from './call-error.ts'
import { refuseCall } from './refuse-call.ts'
import { TooManyCallsError } from './too-many-calls.ts'

/** Of one token. */
const CALLS_A_MINUTE = 6_000
/** From one address, of what needs no token: probes ask once in ten seconds. */
const PROBES_A_MINUTE = 60
/** A message of at most 256 KB that is not there by then never comes. */
const SENT_WITHIN_MS = 30_000

interface AdmitParts {
  /** @throws {BotError} while the bot starts. */
  readonly behind: () => ApiBehind
  /** What needs no token, by its path. */
  readonly isOpen: (path: string) => boolean
  readonly door: Door
  readonly onFault: (error: unknown, requestId: string) => void
}

/** Lets a call in by its token, before anything of its message is read. */
export function admitCalls(server: FastifyInstance, { behind, isOpen, door, onFault }: AdmitParts): void {
  const probes = server.createRateLimit({ ...COUNTED_APART, max: PROBES_A_MINUTE })
  const calls = server.createRateLimit({
    ...COUNTED_APART,
    max: CALLS_A_MINUTE,
    keyGenerator: ({ caller, ip }) => caller?.user ?? ip,
  })

  const count = async (limit: typeof calls, request: FastifyRequest): Promise<void> => {
    const counted = await limit(request)
    if (!counted.isAllowed && counted.isExceeded) throw new TooManyCallsError(counted.ttlInSeconds)
  }

  const admit = async (request: FastifyRequest): Promise<void> => {
    const { authorization, host } = request.headers
    if (!URL.canParse(`http://${host ?? request.host}`)) throw new BadHostError('a call came for no host')
    if (isOpen(request.routeOptions.url ?? '')) return count(probes, request)
    // A token alone, which is shown on purpose: a cookie comes with whatever a browser sends.
    const presented = bearerOf(authorization ?? '')?.presented
    const principal = presented && (await behind().authenticate(presented))
    if (!principal) {
      const { isTooOften, ttlInSeconds } = await door.refused(request)
      if (isTooOften) throw new TooManyCallsError(ttlInSeconds)
      throw new NotAuthenticatedError('no valid token')
    }
    request.caller = { ...principal, presented }
    await count(calls, request)
  }

  server.addHook('onRequest', async (request, reply) => {
    try {
      await admit(request)
      endSlowBody(request, reply)
      return
    } catch (error) {
      if (isFault(error)) onFault(error, request.id)
      return refuseCall(request, reply, callError(error, request.id))
    }
  })
}

/** A caller that sends a byte now and then keeps nothing open. */
function endSlowBody(request: FastifyRequest, reply: FastifyReply): void {
  const stop = systemClock.at(new Date(systemClock.now().getTime() + SENT_WITHIN_MS), () => callOf(request).cut())
  request.raw.once('end', stop)
  reply.raw.once('close', stop)
  // Answered before all of it was read: the rest is let go, since a client that cannot send it does not close the call.
  if (!('stream' in reply.raw)) return
  const stream = reply.raw.stream as ServerHttp2Stream
  stream.once('wantTrailers', () => stream.removeAllListeners('data').resume())
}

/** Thrown for a call whose host is none. */
class BadHostError extends BotError {
  override readonly name = 'BadHostError'
  readonly code = 'not_understood'
  readonly userMessage = 'The host of this call is no host.'
}
