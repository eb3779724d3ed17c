import type { ApiToken } from '../domain/api-token.ts'
import { BotError } from '../domain/errors.ts'
import type { UserId } from '../domain/ids.ts'

/** What somebody wants a token for. */
export type TokenWish = Pick<ApiToken, 'name' | 'scope' | 'acts' | 'holder' | 'expiresAt'>

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

/** What a person wants a token of their own for. */
export interface OwnTokenWish {
  readonly name: string
  /** Of their roles, these; empty: all that they have, also later. */
  readonly roles: readonly string[]
  readonly services?: readonly string[] | undefined
  readonly environments?: readonly string[] | undefined
  /** Their approvals count with it. */
  readonly approve: boolean
  readonly expiresAt?: string | undefined
}

/** Tokens as people manage their own; whoever owns the bot sees and revokes all. */
export interface PersonalTokens {
  /** @throws {TokenRefusedError} */
  create(by: UserId, wish: OwnTokenWish): Promise<{ readonly token: ApiToken; readonly secret: string }>
  /** The valid ones, newest first. */
  list(by: UserId): Promise<readonly ApiToken[]>
  /** @throws {TokenRefusedError} for one that is not there or not theirs: which, is nobody else's business. */
  revoke(by: UserId, called: string): Promise<ApiToken>
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
