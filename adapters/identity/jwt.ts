import { createRemoteJWKSet, errors, type JWTPayload, type JWTVerifyGetKey, jwtVerify } from 'jose'
import { userOfClaims } from '../../src/domain/web-user.ts'
import type { Clock } from '../../src/ports/clock.ts'
import { IssuerUnavailableError, type SignedTokens } from '../../src/ports/signed-identity.ts'
import { askIssuer } from './issuer.ts'

export interface JwtSettings {
  readonly key:
    | { readonly kind: 'secret'; readonly secret: string; readonly issuer?: string | undefined }
    | { readonly kind: 'issuer'; readonly issuer: string }
  readonly audience: string
  /** The claim that says who it is. */
  readonly userClaim: string
}

const CLOCK_SKEW_S = 60
/** No token of an issuer is longer. */
const LONGEST_TOKEN = 8_192
const FETCHED_WITHIN_MS = 5_000
/** Keys that an issuer has withdrawn open nothing after this. */
const KEYS_LAST_MS = 10 * 60_000
/** An unknown key id makes the keys be fetched again at most so often, whoever sends it. */
const FETCHED_EVERY_MS = 30_000
/** After an issuer has not answered. */
const RESTS_MS = 5_000

/** A secret that both sides know must never be taken for a public key, or the other way round, so each has its own list. */
const BY_SECRET = ['HS256']
const BY_KEY_PAIR = ['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512', 'ES256', 'ES384', 'ES512', 'EdDSA']

/** Reads JSON web tokens of one issuer. */
export function createJwtReader({ key, audience, userClaim }: JwtSettings, clock: Clock): SignedTokens {
  const keys = key.kind === 'secret' ? secretKey(key.secret) : keysOf(key.issuer, clock)
  const options = {
    ...{ audience, clockTolerance: CLOCK_SKEW_S, requiredClaims: ['exp'] },
    algorithms: key.kind === 'secret' ? BY_SECRET : BY_KEY_PAIR,
    ...(key.issuer !== undefined && { issuer: key.issuer }),
  }
  return {
    async read(token) {
      if (token.length > LONGEST_TOKEN) return undefined
      const claims = await verified(() => jwtVerify(token, keys, { ...options, currentDate: clock.now() }))
      const user = claims && userOfClaims(claims, userClaim)
      const ends = claims?.exp === undefined ? undefined : new Date(claims.exp * 1000)
      if (user === undefined || ends === undefined || Number.isNaN(ends.getTime())) return undefined
      return { user, expiresAt: ends.toISOString() }
    },
  }
}

async function verified(verify: () => Promise<{ readonly payload: JWTPayload }>): Promise<JWTPayload | undefined> {
  try {
    return (await verify()).payload
  } catch (error) {
    if (error instanceof IssuerUnavailableError) throw error
    if (isUnavailable(error)) throw new IssuerUnavailableError('the issuer’s keys cannot be fetched', { cause: error })
    return undefined
  }
}

/** What the library says of a token has a code of its own; the rest is about the way to the keys. */
const isUnavailable = (error: unknown): boolean =>
  error instanceof errors.JWKSTimeout || !(error instanceof errors.JOSEError) || error.code === 'ERR_JOSE_GENERIC'

const secretKey =
  (secret: string): JWTVerifyGetKey =>
  async () =>
    new TextEncoder().encode(secret)

/** The issuer's keys, where its configuration says they are; both are fetched when they are first needed. */
function keysOf(issuer: string, clock: Clock): JWTVerifyGetKey {
  let found: Promise<JWTVerifyGetKey> | undefined
  let resting: { readonly until: number; readonly why: unknown } | undefined
  const find = async (): Promise<JWTVerifyGetKey> => {
    const { jwks_uri } = await askIssuer(issuer)
    return createRemoteJWKSet(new URL(jwks_uri), {
      ...{ timeoutDuration: FETCHED_WITHIN_MS, cooldownDuration: FETCHED_EVERY_MS, cacheMaxAge: KEYS_LAST_MS },
    })
  }
  return async (...asked) => {
    const now = clock.now().getTime()
    // Whoever sends tokens without end must not have a sick issuer asked without end.
    if (resting && now < resting.until) throw resting.why
    found ??= find()
    try {
      return await (await found)(...asked)
    } catch (error) {
      if (isUnavailable(error)) resting = { until: now + RESTS_MS, why: error }
      if (error instanceof IssuerUnavailableError) found = undefined
      throw error
    }
  }
}
