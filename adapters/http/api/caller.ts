import { BotError } from '../../../src/domain/errors.ts'
import type { UserId } from '../../../src/domain/ids.ts'
import type { Principal } from '../../../src/domain/principal.ts'

/** What a request shows: a token, or what a browser keeps of a session of the console. */
export interface Presented {
  readonly kind: 'bearer' | 'cookie'
  readonly value: string
}

/** On whose behalf a request comes. */
export type Caller = Principal & {
  /** A long connection is closed when it opens nothing any more. */
  readonly presented: Presented
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
    'Send a valid token as "Authorization: Bearer …". `shipmate token create --name NAME --role viewer` makes one; ' +
    'people sign in with the link of `shipmate console`.'
}

/** Thrown where a browser's cookie came without proof that the console's own page sent it. */
export class ForeignPageError extends BotError {
  override readonly name = 'ForeignPageError'
  readonly code = 'foreign_page'
  readonly userMessage =
    'This request did not come from the console’s own page, so nothing was done. Sign in again. Behind a proxy, ' +
    'http.url must be the address that the browser shows.'
}

/** Of a request that was let in. */
export function callerOf(request: { readonly caller: Caller | undefined }): UserId {
  return knownCaller(request).user
}

export function knownCaller({ caller }: { readonly caller: Caller | undefined }): Caller {
  if (!caller) throw new NotAuthenticatedError('a request without a caller reached its route')
  return caller
}
