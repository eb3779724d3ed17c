import { createHash, randomUUID } from 'node:crypto'
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { exportJWK, generateKeyPair, type JWTPayload, SignJWT } from 'jose'

/** What the provider would say otherwise than a good one. */
export interface Otherwise {
  /** Of the token; undefined leaves a claim out. */
  readonly claims?: Readonly<Record<string, unknown>>
  readonly signedBy?: 'a stranger' | 'nobody'
  /** Of the answer that the browser brings. */
  readonly state?: string
  readonly error?: string
  readonly isDown?: boolean
}

export interface OidcProvider {
  readonly issuer: string
  readonly client: { readonly clientId: string; readonly clientSecret: string }
  /** How often codes were redeemed or tried. */
  readonly exchanges: () => number
  set(otherwise: Otherwise): void
  stop(): Promise<void>
}

interface Grant {
  readonly nonce: string | null
  readonly challenge: string | null
  readonly redirectUri: string | null
  readonly scope: string | null
}

const CLIENT = { clientId: 'shipmate', clientSecret: 'a secret of the client' }
const ANA = { sub: 'ana', email: 'ana@example.com', email_verified: true }

/** A small OpenID provider, at which everybody is Ana. It is as strict as the specification about codes and PKCE. */
export async function startOidcProvider(): Promise<OidcProvider> {
  const [own, strangers] = [await generateKeyPair('RS256'), await generateKeyPair('RS256')]
  const grants = new Map<string, Grant>()
  let otherwise: Otherwise = {}
  let exchanges = 0
  let issuer = ''

  const tokenFor = async ({ nonce }: Grant): Promise<string> => {
    const now = Math.floor(Date.now() / 1000)
    const claims: JWTPayload = {
      ...{ iss: issuer, aud: CLIENT.clientId, iat: now, exp: now + 300, ...(nonce && { nonce }), ...ANA },
      ...otherwise.claims,
    }
    if (otherwise.signedBy === 'nobody') return `${part({ alg: 'none' })}.${part(claims)}.`
    const { privateKey } = otherwise.signedBy === 'a stranger' ? strangers : own
    return new SignJWT(claims).setProtectedHeader({ alg: 'RS256', kid: 'one' }).sign(privateKey)
  }
  const authorized = (asked: URLSearchParams): string => {
    const code = randomUUID()
    const [nonce, challenge] = [asked.get('nonce'), asked.get('code_challenge')]
    grants.set(code, { nonce, challenge, redirectUri: asked.get('redirect_uri'), scope: asked.get('scope') })
    const back = new URL(asked.get('redirect_uri') ?? issuer)
    back.searchParams.set('state', otherwise.state ?? asked.get('state') ?? '')
    if (otherwise.error === undefined) back.searchParams.set('code', code)
    else back.searchParams.set('error', otherwise.error)
    return back.href
  }
  const exchanged = async (request: IncomingMessage): Promise<{ status: number; body: object }> => {
    exchanges += 1
    const basic = `Basic ${Buffer.from(`${CLIENT.clientId}:${encodeURIComponent(CLIENT.clientSecret).replaceAll('%20', '+')}`).toString('base64')}`
    if (request.headers.authorization !== basic) return { status: 401, body: { error: 'invalid_client' } }
    const sent = new URLSearchParams(await bodyOf(request))
    const code = sent.get('code') ?? ''
    const grant = grants.get(code)
    grants.delete(code)
    const challenge = createHash('sha256')
      .update(sent.get('code_verifier') ?? '')
      .digest('base64url')
    if (!grant || grant.challenge !== challenge || grant.redirectUri !== sent.get('redirect_uri'))
      return { status: 400, body: { error: 'invalid_grant' } }
    const token = { access_token: randomUUID(), token_type: 'Bearer', expires_in: 300 }
    return { status: 200, body: { ...token, id_token: await tokenFor(grant) } }
  }
  const server = createServer(async (request, response) => {
    const url = new URL(request.url ?? '/', issuer)
    const answer = (status: number, body: object): void => {
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
    }
    if (otherwise.isDown) return answer(503, {})
    switch (url.pathname) {
      case '/.well-known/openid-configuration':
        return answer(200, metadata(issuer))
      case '/keys':
        return answer(200, { keys: [{ ...(await exportJWK(own.publicKey)), kid: 'one', alg: 'RS256', use: 'sig' }] })
      case '/authorize':
        return void response.writeHead(302, { location: authorized(url.searchParams) }).end()
      case '/token': {
        const { status, body } = await exchanged(request)
        return answer(status, body)
      }
      default:
        return answer(404, {})
    }
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    ...{ issuer, client: CLIENT, exchanges: () => exchanges },
    set(other) {
      otherwise = other
    },
    async stop() {
      server.closeAllConnections()
      await new Promise<void>((resolve) => server.close(() => resolve()))
    },
  }
}

const metadata = (issuer: string) => ({
  ...{ issuer, jwks_uri: `${issuer}/keys`, authorization_endpoint: `${issuer}/authorize` },
  ...{ token_endpoint: `${issuer}/token`, response_types_supported: ['code'], subject_types_supported: ['public'] },
  ...{ id_token_signing_alg_values_supported: ['RS256'], code_challenge_methods_supported: ['S256'] },
})

const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url')

async function bodyOf(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = []
  for await (const one of request) parts.push(one as Buffer)
  return Buffer.concat(parts).toString()
}
