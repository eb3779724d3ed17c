import type { EnvironmentId, ServiceId, UserId } from './ids.ts'

/** What a token may use: these roles, and of what they reach only this. */
export interface TokenScope {
  readonly roles: readonly string[]
  /** Only these services; left out: all that its roles reach. */
  readonly services?: readonly ServiceId[] | undefined
  /** Only these environments; left out: all that its roles reach. */
  readonly environments?: readonly EnvironmentId[] | undefined
}

/**
 * Whom a token acts as. `program`: itself. `proposer`: itself, and it starts nothing without a person. `person`: its holder,
 * within its scope. `approver`: the same, and its holder's approvals count, too.
 */
export const TOKEN_ACTS = ['program', 'proposer', 'person', 'approver'] as const
export type TokenActs = (typeof TOKEN_ACTS)[number]

/** One token by which programs and the command line speak to the bot. Stream `token-<id>`. */
export type ApiTokenEvent =
  | {
      readonly type: 'token.created'
      readonly token: string
      readonly name: string
      /** SHA-256 of its secret in hex. The secret is shown once, to whoever creates it, and kept nowhere. */
      readonly hash: string
      readonly scope: TokenScope
      /** Left out: `program`. */
      readonly acts?: TokenActs | undefined
      /** Whose it is: for four eyes, what it asks for is theirs. */
      readonly holder?: UserId | undefined
      /** ISO 8601 in UTC; left out: until it is revoked. */
      readonly expiresAt?: string | undefined
    }
  /** It was used; said at most once an hour. */
  | { readonly type: 'token.used'; readonly token: string }
  | { readonly type: 'token.revoked'; readonly token: string; readonly by: UserId }

export interface ApiToken {
  readonly token: string
  readonly name: string
  readonly hash: string
  readonly scope: TokenScope
  readonly acts?: TokenActs | undefined
  readonly holder?: UserId | undefined
  readonly createdAt: string
  readonly expiresAt?: string | undefined
  /** At the hour; undefined until its first use. */
  readonly usedAt?: string | undefined
  readonly revokedAt?: string | undefined
}

export function evolveApiToken(
  before: ApiToken | undefined,
  { body, at }: { readonly body: ApiTokenEvent; readonly at: string },
): ApiToken | undefined {
  switch (body.type) {
    case 'token.created': {
      const { type: _, ...created } = body
      return before ?? { ...created, createdAt: at }
    }
    case 'token.used':
      return before && { ...before, usedAt: at }
    case 'token.revoked':
      return before && { ...before, revokedAt: before.revokedAt ?? at }
  }
}

/** Whether it opens anything at a moment. */
export function isValid({ revokedAt, expiresAt }: ApiToken, now: Date): boolean {
  return revokedAt === undefined && (expiresAt === undefined || now < new Date(expiresAt))
}

export function tokenStream(token: string): string {
  return `token-${token}`
}

const TOKEN_USER = 'web:token-'

/** Who acts where a token is used. */
export function userOfToken(token: string): UserId {
  return `${TOKEN_USER}${token}`
}

/** The token that acts as this user; undefined for a person. */
export function tokenOfUser(user: UserId): string | undefined {
  return user.startsWith(TOKEN_USER) ? user.slice(TOKEN_USER.length) : undefined
}

/** Whose rights it has; undefined where it has its own. */
export function actsFor({ acts, holder }: ApiToken): UserId | undefined {
  return acts === 'person' || acts === 'approver' ? holder : undefined
}

/** Whether its holder approves with it. */
export const mayApprove = ({ acts, holder }: ApiToken): boolean => acts === 'approver' && holder !== undefined
