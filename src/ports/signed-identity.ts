import { BotError } from '../domain/errors.ts'
import type { UserId } from '../domain/ids.ts'

/** Who somebody is, on the word of an issuer that is trusted. */
export interface SignedIdentity {
  readonly user: UserId
  /** ISO 8601 in UTC. */
  readonly expiresAt: string
}

/** Reads tokens that others have signed. */
export interface SignedTokens {
  /**
   * Undefined for whatever is not valid here and now.
   * @throws {IssuerUnavailableError} when its keys cannot be had, so that nobody can tell.
   */
  read(token: string): Promise<SignedIdentity | undefined>
}

/** Thrown when the issuer does not answer. Trying again later may help. */
export class IssuerUnavailableError extends BotError {
  override readonly name = 'IssuerUnavailableError'
  readonly code = 'issuer_unavailable'
  readonly userMessage =
    'The issuer or provider does not answer as it should, so I cannot tell who you are. Try again in a minute.'
}
