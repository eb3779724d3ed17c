import { z } from 'zod'
import { IssuerUnavailableError } from '../../src/ports/signed-identity.ts'

const ANSWERS_WITHIN_MS = 5_000

const metadata = z.object({ issuer: z.string(), jwks_uri: z.url({ protocol: /^https?$/ }) })

/** What an issuer says of itself (OpenID Connect Discovery). */
export type IssuerMetadata = z.output<typeof metadata>

/**
 * @param issuer Exactly as it stands in tokens.
 * @throws {IssuerUnavailableError} when it does not answer, calls itself otherwise, or would have its keys fetched in clear.
 */
export async function askIssuer(issuer: string): Promise<IssuerMetadata> {
  try {
    const answer = await fetch(`${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`, {
      redirect: 'error',
      signal: AbortSignal.timeout(ANSWERS_WITHIN_MS),
    })
    if (!answer.ok) throw new Error(`it answers with status ${answer.status}`)
    const said = metadata.parse(await answer.json())
    if (said.issuer !== issuer) throw new Error(`it calls itself ${said.issuer}`)
    if (issuer.startsWith('https:') && !said.jwks_uri.startsWith('https:')) throw new Error('its keys are not at https')
    return said
  } catch (cause) {
    throw new IssuerUnavailableError(`the issuer ${issuer} cannot be asked`, { cause })
  }
}
