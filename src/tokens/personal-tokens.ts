import { isValid } from '../domain/api-token.ts'
import type { UserId } from '../domain/ids.ts'
import { apiTokens } from '../domain/projections.ts'
import { type PersonalTokens, TokenRefusedError } from '../ports/token-desk.ts'
import { createToken, revokeToken, type TokenParts, tokenCalled } from './api-tokens.ts'

const DAY_MS = 86_400_000
const LASTS_DAYS = 90
const LONGEST_DAYS = 365
/** Of one person, valid at a time. */
const MOST_TOKENS = 20

/**
 * Tokens as people manage their own.
 * @param roles The names of those that there are.
 * @param managesAll Whether somebody sees and revokes everybody's.
 */
export function personalTokens(
  parts: TokenParts,
  roles: readonly string[],
  managesAll: (user: UserId) => Promise<boolean>,
): PersonalTokens {
  const list = async (by: UserId) => {
    const all = (await parts.store.list(apiTokens)).filter((token) => isValid(token, parts.clock.now()))
    return (await managesAll(by)) ? all : all.filter(({ holder }) => holder === by)
  }
  return {
    list,
    async create(by, { name, roles: some, services, environments, approve, expiresAt }) {
      const now = parts.clock.now().getTime()
      const ends = expiresAt === undefined ? now + LASTS_DAYS * DAY_MS : Date.parse(expiresAt)
      if (!(ends > now && ends <= now + LONGEST_DAYS * DAY_MS))
        throw new TokenRefusedError(`A token of your own ends within ${LONGEST_DAYS} days. Choose a day before that.`)
      const own = (await list(by)).filter(({ holder }) => holder === by)
      if (own.length >= MOST_TOKENS)
        throw new TokenRefusedError(`You have ${MOST_TOKENS} tokens already. Revoke one first.`)
      const wish = {
        ...{ name, holder: by, expiresAt: new Date(ends).toISOString() },
        scope: { roles: some, ...(services && { services }), ...(environments && { environments }) },
        acts: approve ? ('approver' as const) : ('person' as const),
      }
      return createToken(parts, wish, roles, by)
    },
    async revoke(by, called) {
      const token = tokenCalled(await list(by), called)
      if (!token) throw new TokenRefusedError(`There is no valid token ${called} that is yours to revoke.`)
      return revokeToken(parts, token.token, by)
    },
  }
}
