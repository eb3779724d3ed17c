import { randomUUID } from 'node:crypto'
import { type Answer, type Arguments, refuse } from './methods/answer.ts'
import type { Installation } from './workspace.ts'

/** The app's own, for the OAuth install flow. */
export const CLIENT_ID = '1234.5678'
export const CLIENT_SECRET = 'harbour-client-secret'
/** A code is good for ten minutes, and once. */
const CODE_LIVES_MS = 10 * 60_000

interface Promised {
  readonly installation: Installation
  readonly redirectUri: string
  readonly at: number
}

/** Installing the app into a workspace: the person allows it on a page of Slack, and the app exchanges the code for a token. */
export class Installs {
  readonly #codes = new Map<string, Promised>()
  readonly #now: () => number
  readonly #installed: (installation: Installation) => void

  constructor(now: () => number, installed: (installation: Installation) => void) {
    this.#now = now
    this.#installed = installed
  }

  /** What "Allow" on the authorize page does: the address that the browser is sent to. */
  allow(authorizeUrl: string, installation: Installation): string {
    const { searchParams } = new URL(authorizeUrl)
    if (searchParams.get('client_id') !== CLIENT_ID) throw new Error('invalid_client_id')
    const redirectUri = searchParams.get('redirect_uri') ?? ''
    const code = randomUUID()
    const scopes = searchParams.get('scope')?.split(',')
    this.#codes.set(code, {
      installation: { ...installation, ...(scopes && { scopes }) },
      redirectUri,
      at: this.#now(),
    })
    const back = new URL(redirectUri)
    back.searchParams.set('code', code)
    back.searchParams.set('state', searchParams.get('state') ?? '')
    return back.toString()
  }

  /** What "Cancel" does. */
  deny(authorizeUrl: string): string {
    const { searchParams } = new URL(authorizeUrl)
    const back = new URL(searchParams.get('redirect_uri') ?? '')
    back.searchParams.set('error', 'access_denied')
    back.searchParams.set('state', searchParams.get('state') ?? '')
    return back.toString()
  }

  /** `oauth.v2.access` @param authorization Of HTTP Basic, where the app's own are not among the arguments. */
  exchange({ code = '', redirect_uri, ...args }: Arguments, authorization: string | undefined): Answer {
    const [id, secret] = Buffer.from(authorization?.replace(/^Basic /, '') ?? '', 'base64')
      .toString()
      .split(':')
    if ((args.client_id ?? id) !== CLIENT_ID) return refuse('invalid_client_id')
    if ((args.client_secret ?? secret) !== CLIENT_SECRET) return refuse('bad_client_secret')
    const promised = this.#codes.get(code)
    if (!promised || this.#now() - promised.at > CODE_LIVES_MS) return refuse('invalid_code')
    if (redirect_uri !== undefined && redirect_uri !== promised.redirectUri) return refuse('bad_redirect_uri')
    this.#codes.delete(code)
    this.#installed(promised.installation)
    return granted(promised.installation)
  }
}

function granted({ team, name, token, botUser, enterprise, isOrgWide = false, scopes = [] }: Installation): Answer {
  return {
    ok: true,
    app_id: 'A1',
    authed_user: { id: 'UINSTALLER' },
    scope: scopes.join(','),
    token_type: 'bot',
    access_token: token,
    bot_user_id: botUser,
    team: isOrgWide ? null : { id: team, name },
    enterprise: enterprise ? { id: enterprise, name: 'Ports' } : null,
    is_enterprise_install: isOrgWide,
  }
}
