import { createJwtReader, type JwtSettings } from '../../../adapters/identity/jwt.ts'
import { createOidcSignIn } from '../../../adapters/identity/oidc.ts'
import type { HttpConfig, JwtConfig } from '../../../config/config.ts'
import type { Clock } from '../../ports/clock.ts'
import type { ProviderSignIn } from '../../ports/provider-sign-in.ts'
import type { SignedTokens } from '../../ports/signed-identity.ts'

/** Whose signatures the API takes; undefined where it takes none. */
export function signedBy({ jwt }: HttpConfig, clock: Clock): SignedTokens | undefined {
  const settings = jwt && jwtSettings(jwt)
  return settings && createJwtReader(settings, clock)
}

/**
 * By whom people sign in to the console; undefined where links alone open it.
 * @param onRefused Hears why somebody was not signed in.
 */
export function providerOf({ oidc }: HttpConfig, onRefused: (error: unknown) => void): ProviderSignIn | undefined {
  return oidc && createOidcSignIn({ ...oidc, clientSecret: oidc.clientSecret?.reveal() }, onRefused)
}

function jwtSettings({ secret, issuer, audience, userClaim }: JwtConfig): JwtSettings | undefined {
  if (secret) return { key: { kind: 'secret', secret: secret.reveal(), issuer }, audience, userClaim }
  return issuer === undefined ? undefined : { key: { kind: 'issuer', issuer }, audience, userClaim }
}
