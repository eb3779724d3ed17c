import { html, type VNode } from '../../view/html.ts'
import { moment } from '../../view/moment.ts'
import { between } from '../../view/time.ts'

/** A token, as `GET /api/v1/tokens` shows it. */
export interface ShownToken {
  readonly id: string
  readonly name: string
  readonly acts: 'program' | 'proposer' | 'person' | 'approver'
  readonly holder?: string
  readonly roles: readonly string[]
  readonly services?: readonly string[]
  readonly environments?: readonly string[]
  readonly created_at: string
  readonly expires_at?: string
  readonly used_at?: string
}

interface Drawing {
  readonly now: Date
  /** Who looks: tokens of others are named so. */
  readonly user: string
  readonly revoke: (token: ShownToken) => void
}

const ACTS = {
  program: 'for itself',
  proposer: 'proposes only',
  person: 'as its holder',
  approver: 'as its holder, and approves',
} as const

/** Valid tokens, each with what it may and a button that ends it. */
export function tokenTable(tokens: readonly ShownToken[], drawing: Drawing): VNode {
  if (tokens.length === 0) return html`<p class="empty">You have no tokens.</p>`
  return html`<div class="scroll" tabindex="0" role="group" aria-label="Tokens"><table class="table">
    <thead><tr><th scope="col">Name</th><th scope="col">Acts</th><th scope="col">May</th><th scope="col">Last used</th><th scope="col">Ends</th><th scope="col"><span class="hidden">Revoke</span></th></tr></thead>
    <tbody>${tokens.map((token) => row(token, drawing))}</tbody>
  </table></div>`
}

function row(token: ShownToken, { now, user, revoke }: Drawing): VNode {
  const { id, name, acts, holder, created_at, expires_at, used_at } = token
  return html`<tr key=${id}>
    <th scope="row">${name}<br /><span class="soft small">created ${moment(created_at, now)}</span></th>
    <td><span class=${`tag ${acts === 'approver' ? 'warn' : ''}`}>${ACTS[acts]}</span>${holder !== undefined && holder !== user && html`<br /><span class="mono soft">${holder}</span>`}</td>
    <td>${mayOf(token)}</td>
    <td class="when">${used_at === undefined ? 'never' : moment(used_at, now)}</td>
    <td class="when">${expires_at === undefined ? 'when it is revoked' : html`<time datetime=${expires_at}>in ${between(now.toISOString(), expires_at, now)}</time>`}</td>
    <td><button type="button" aria-label=${`Revoke ${name}`} onClick=${() => revoke(token)}>Revoke</button></td>
  </tr>`
}

/** `deployer, in staging`. */
export function mayOf({ acts, roles, services, environments }: ShownToken): string {
  const everything = acts === 'person' || acts === 'approver' ? 'what its holder may' : 'nothing'
  const rights = roles.length > 0 ? roles.join(', ') : everything
  return [
    rights,
    ...(services ? [`of ${services.join(', ')}`] : []),
    ...(environments ? [`in ${environments.join(', ')}`] : []),
  ].join(', ')
}
