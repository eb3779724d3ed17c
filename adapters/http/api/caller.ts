import type { IncomingHttpHeaders } from 'node:http'
import { BotError } from '../../../src/domain/errors.ts'
import type { UserId } from '../../../src/domain/ids.ts'

/** On whose behalf a request comes. */
export interface Caller {
  readonly user: UserId
  /** What they showed: a long connection is closed when it opens nothing any more. */
  readonly presented: string
}

declare module 'fastify' {
  interface FastifyRequest {
    caller: Caller | undefined
  }
}

export class NotAuthenticatedError extends BotError {
  override readonly name = 'NotAuthenticatedError'
  readonly code = 'not_authenticated'
  readonly userMessage =
    'Send a valid token as "Authorization: Bearer …". `shipmate token create --name NAME --role viewer` makes one.'
}

const BEARER = /^Bearer ([!-~]{1,4096})$/i
/** Browsers cannot set headers of a WebSocket, but name protocols; an address would end up in logs. */
const AS_PROTOCOL = /(?:^|,)\s*shipmate\.token\.([!-+\--~]{1,4096})\s*(?:,|$)/

/** What a request presents; undefined for nothing. */
export function presentedBy({ authorization, ...headers }: IncomingHttpHeaders): string | undefined {
  return BEARER.exec(authorization ?? '')?.[1] ?? AS_PROTOCOL.exec(headers['sec-websocket-protocol'] ?? '')?.[1]
}

/** Of a request that was let in. */
export function callerOf(request: { readonly caller: Caller | undefined }): UserId {
  return knownCaller(request).user
}

export function knownCaller({ caller }: { readonly caller: Caller | undefined }): Caller {
  if (!caller) throw new NotAuthenticatedError('a request without a caller reached its route')
  return caller
}
