import type { IncomingHttpHeaders } from 'node:http'
import { SCOPES } from './limits.ts'
import { type Answer, refuse } from './methods/answer.ts'
import type { Workspace } from './workspace.ts'

/** Faults of a token, as Slack names them. */
export type TokenFault = 'token_revoked' | 'token_expired' | 'account_inactive' | 'invalid_auth'

/** For all workspaces of the app: it opens sockets and nothing else. */
export const APP_TOKEN = 'xapp-harbour'
const OF_THE_APP = 'apps.connections.open'
/** Methods that need no token. */
const OPEN: readonly string[] = ['oauth.v2.access', 'api.test']

/** Whose call this is, or the error that it ends with. */
export class Tokens {
  readonly #workspaces = new Map<string, Workspace>()
  readonly #faults = new Map<string, TokenFault>()

  add(workspace: Workspace): void {
    this.#workspaces.set(workspace.installation.token, workspace)
  }

  /** From now on every call with this token ends so. */
  spoil(token: string, fault: TokenFault): void {
    this.#faults.set(token, fault)
  }

  find({ authorization = '' }: IncomingHttpHeaders, given: string | undefined, method: string): Workspace | Answer {
    const token = given ?? authorization.replace(/^Bearer /, '')
    const [home] = this.#workspaces.values()
    if (OPEN.includes(method) && home) return home
    if (token === '') return refuse('not_authed')
    const fault = this.#faults.get(token)
    if (fault) return refuse(fault)
    if ((token === APP_TOKEN) !== (method === OF_THE_APP))
      return refuse(token === APP_TOKEN || this.#workspaces.has(token) ? 'not_allowed_token_type' : 'invalid_auth')
    const workspace = token === APP_TOKEN ? home : this.#workspaces.get(token)
    return workspace ?? refuse('invalid_auth')
  }
}

/** Refuses what the token is not allowed to do. */
export function refuseScope({ installation: { scopes } }: Workspace, method: string): Answer | undefined {
  const needed = SCOPES[method]
  if (!scopes || needed === undefined || scopes.includes(needed)) return undefined
  return { ok: false, error: 'missing_scope', needed, provided: scopes.join(',') }
}
