import { createJwtReader, type JwtSettings } from '../../../adapters/identity/jwt.ts'
import type { HttpConfig, JwtConfig } from '../../../config/config.ts'
import type { Clock } from '../../ports/clock.ts'
import type { SignedTokens } from '../../ports/signed-identity.ts'

/** Whose signatures the API takes; undefined where it takes none. */
export function signedBy({ jwt }: HttpConfig, clock: Clock): SignedTokens | undefined {
  const settings = jwt && jwtSettings(jwt)
  return settings && createJwtReader(settings, clock)
}

function jwtSettings({ secret, issuer, audience, userClaim }: JwtConfig): JwtSettings | undefined {
  if (secret) return { key: { kind: 'secret', secret: secret.reveal(), issuer }, audience, userClaim }
  return issuer === undefined ? undefined : { key: { kind: 'issuer', issuer }, audience, userClaim }
}
