import type { UserId } from './ids.ts'

/** What an issuer may call somebody: nothing that could be read as something else anywhere. */
const SAFE = /^[A-Za-z0-9][A-Za-z0-9._@+|=-]{0,127}$/
/** Tokens of the bot's own are called so. */
const OF_TOKENS = 'token-'

/** The user that an issuer's name for somebody stands for; undefined for a name that is none. */
export function webUser(name: unknown): UserId | undefined {
  if (typeof name !== 'string' || !SAFE.test(name) || name.toLowerCase().startsWith(OF_TOKENS)) return undefined
  return `web:${name}`
}

/**
 * Whom claims are about, by the claim that names them.
 * @returns undefined where it is missing, no safe name, or an address that its issuer has not verified.
 */
export function userOfClaims(claims: Readonly<Record<string, unknown>>, userClaim: string): UserId | undefined {
  if (userClaim === 'email' && claims.email_verified !== true) return undefined
  return Object.hasOwn(claims, userClaim) ? webUser(claims[userClaim]) : undefined
}
