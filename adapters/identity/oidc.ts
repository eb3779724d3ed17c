import * as oidc from 'openid-client'
import { userOfClaims } from '../../src/domain/web-user.ts'
import { NamelessError, type ProviderSignIn, SignInRefusedError } from '../../src/ports/provider-sign-in.ts'
import { IssuerUnavailableError } from '../../src/ports/signed-identity.ts'

export interface OidcSettings {
  readonly issuer: string
  readonly clientId: string
  /** Undefined for a public client, which PKCE alone protects. */
  readonly clientSecret: string | undefined
  /** The claim that says who it is. */
  readonly userClaim: string
}

const ANSWERS_WITHIN_S = 5
const CLOCK_SKEW_S = 60

/**
 * Signs people in by the authorization code flow of OpenID Connect, with PKCE, state and nonce.
 * @param onRefused Hears why nobody was signed in.
 */
export function createOidcSignIn(settings: OidcSettings, onRefused: (error: unknown) => void): ProviderSignIn {
  let found: Promise<oidc.Configuration> | undefined
  const provider = async (): Promise<oidc.Configuration> => {
    found ??= discover(settings)
    try {
      return await found
    } catch (error) {
      found = undefined
      throw error
    }
  }
  const told = async <Result>(work: () => Promise<Result>): Promise<Result> => {
    try {
      return await work()
    } catch (error) {
      onRefused(error)
      throw outcomeOf(error)
    }
  }
  return {
    start: (callback) => told(async () => start(await provider(), settings, callback)),
    finish: (returned, kept) =>
      told(async () => {
        const answer = await oidc.authorizationCodeGrant(await provider(), new URL(returned), {
          ...{ expectedState: kept.state, expectedNonce: kept.nonce, pkceCodeVerifier: kept.verifier },
          idTokenExpected: true,
        })
        const user = userOfClaims(answer.claims() ?? {}, settings.userClaim)
        if (user === undefined) throw new NamelessError(settings.userClaim)
        return user
      }),
  }
}

async function discover({ issuer, clientId, clientSecret }: OidcSettings): Promise<oidc.Configuration> {
  const isInClear = new URL(issuer).protocol === 'http:'
  const found = await oidc.discovery(
    new URL(issuer),
    clientId,
    { [oidc.clockTolerance]: CLOCK_SKEW_S },
    clientSecret === undefined ? oidc.None() : bySecret(clientSecret),
    {
      timeout: ANSWERS_WITHIN_S,
      // What comes from the provider itself is checked as strictly as what came by the browser.
      execute: [oidc.enableNonRepudiationChecks, ...(isInClear ? [oidc.allowInsecureRequests] : [])],
    },
  )
  // One that answers for many organisations calls itself otherwise: people of all of them would be let in.
  if (found.serverMetadata().issuer !== issuer)
    throw new IssuerUnavailableError(`the issuer ${issuer} calls itself ${found.serverMetadata().issuer}`)
  return found
}

/** As the provider takes it; in the header where it does not say. */
function bySecret(secret: string): oidc.ClientAuth {
  const [inHeader, inBody] = [oidc.ClientSecretBasic(secret), oidc.ClientSecretPost(secret)]
  return (server, ...request) => {
    const taken = server.token_endpoint_auth_methods_supported ?? ['client_secret_basic']
    const way = taken.includes('client_secret_basic') ? inHeader : inBody
    way(server, ...request)
  }
}

async function start(provider: oidc.Configuration, { userClaim }: OidcSettings, callback: string) {
  const kept = { state: oidc.randomState(), nonce: oidc.randomNonce(), verifier: oidc.randomPKCECodeVerifier() }
  const to = oidc.buildAuthorizationUrl(provider, {
    ...{ redirect_uri: callback, scope: scopeFor(userClaim), response_type: 'code' },
    ...{ state: kept.state, nonce: kept.nonce, code_challenge_method: 'S256' },
    code_challenge: await oidc.calculatePKCECodeChallenge(kept.verifier),
  })
  return { to: to.href, kept }
}

/** No more is asked about people than what names them. */
function scopeFor(userClaim: string): string {
  if (userClaim === 'sub') return 'openid'
  return userClaim === 'email' ? 'openid email' : 'openid profile'
}

const AWAY: ReadonlySet<unknown> = new Set([
  ...['OAUTH_TIMEOUT', 'OAUTH_ABORT', 'OAUTH_RESPONSE_IS_NOT_CONFORM', 'OAUTH_RESPONSE_IS_NOT_JSON'],
  ...['OAUTH_PARSE_ERROR', 'OAUTH_HTTP_REQUEST_FORBIDDEN'],
])

function outcomeOf(error: unknown): Error {
  if (error instanceof NamelessError || error instanceof IssuerUnavailableError) return error
  if (isAway(error)) return new IssuerUnavailableError('the provider cannot be asked', { cause: error })
  return new SignInRefusedError('an answer of the provider signs nobody in', { cause: error })
}

/** The way to the provider, or what it knows of this bot, is at fault, and not the answer that was brought. */
function isAway(error: unknown): boolean {
  if (error instanceof oidc.ResponseBodyError) return error.error !== 'invalid_grant'
  if (error instanceof oidc.ClientError) return AWAY.has(error.code)
  return error instanceof TypeError
}
