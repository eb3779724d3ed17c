import type { HttpConfig } from '../../../config/config.ts'
import type { Probes } from './probes.ts'
import type { Verdict } from './report.ts'

type Running = readonly [name: string, verdict: Promise<Verdict> | Verdict]

/** Whoever is trusted to say who somebody is, over HTTP. The configuration refuses a secret that is too short. */
export function identityChecks({ jwt, oidc, url }: HttpConfig, { issuer }: Pick<Probes, 'issuer'>): readonly Running[] {
  return [
    ...(jwt ? [['JSON web tokens', jwtVerdict(jwt, issuer)] as const] : []),
    ...(oidc ? [['Sign-in provider', oidcVerdict(oidc.issuer, url, issuer)] as const] : []),
  ]
}

function jwtVerdict(
  { secret, issuer }: NonNullable<HttpConfig['jwt']>,
  probe: Probes['issuer'],
): Promise<Verdict> | Verdict {
  if (secret === undefined && issuer !== undefined) return probe(issuer)
  return { state: 'ok', sentence: 'HS256 by a secret: whoever has it can sign for anybody.' }
}

async function oidcVerdict(issuer: string, url: string | undefined, probe: Probes['issuer']): Promise<Verdict> {
  const verdict = await probe(issuer)
  if (verdict.state !== 'ok') return verdict
  const console = url === undefined ? 'this machine alone, since http.url is not set' : new URL(url).origin
  return { state: 'ok', sentence: `${verdict.sentence} People sign in from ${console}.` }
}
