import type { ApiToken } from '../domain/api-token.ts'
import { BotError } from '../domain/errors.ts'

/** What somebody wants a token for. */
export type TokenWish = Pick<ApiToken, 'name' | 'scope' | 'expiresAt'>

/** Tokens for the API, as whoever has the machine manages them. */
export interface TokenDesk {
  /**
   * Creates a token and returns it whole: it cannot be read again.
   * @throws {TokenRefusedError} for a role that is not there, or a name that a valid token has.
   */
  create(wish: TokenWish): Promise<{ readonly token: ApiToken; readonly secret: string }>
  /** All there ever were, newest first. */
  list(): Promise<readonly ApiToken[]>
  /** @throws {TokenRefusedError} when no valid token has this name or id. */
  revoke(called: string): Promise<ApiToken>
}

/** Thrown when a token cannot be created or revoked as asked, with what to do. */
export class TokenRefusedError extends BotError {
  override readonly name = 'TokenRefusedError'
  readonly code = 'token_refused'
  readonly userMessage: string
  constructor(userMessage: string) {
    super(userMessage)
    this.userMessage = userMessage
  }
}
