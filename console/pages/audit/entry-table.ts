import { to } from '../../shell/route.ts'
import { html, type VNode } from '../../view/html.ts'
import { linkedText } from '../../view/linked-text.ts'
import { moment } from '../../view/moment.ts'

export interface ShownEntry {
  readonly position: number
  readonly at: string
  readonly kind: 'request' | 'decision' | 'refusal' | 'effect'
  readonly event: string
  readonly who: { readonly id: string; readonly for?: string }
  readonly where: { readonly service?: string; readonly environment?: string }
  readonly what: string
  readonly why?: string
  readonly correlation: string
  readonly hash: string | null
}

const TONES = { request: '', decision: 'busy', refusal: 'bad', effect: 'good' } as const

/** Lines of the audit, newest first; each leads to the events that belong together with it. */
export function entryTable(entries: readonly ShownEntry[], now: Date): VNode {
  if (entries.length === 0) return html`<p class="empty">No such line is among the last events.</p>`
  return html`<div class="scroll" tabindex="0" role="group" aria-label="Audit"><table class="table">
    <thead><tr><th scope="col">When</th><th scope="col">Kind</th><th scope="col">What</th><th scope="col">Where</th><th scope="col">Who</th><th scope="col">Why</th><th scope="col">Belongs to</th></tr></thead>
    <tbody>${entries.map((entry) => row(entry, now))}</tbody>
  </table></div>`
}

function row({ position, at, kind, event, who, where, what, why, correlation }: ShownEntry, now: Date): VNode {
  const place = [where.service, where.environment].filter((part) => part !== undefined).join(' on ')
  return html`<tr key=${position}>
    <td class="when">${moment(at, now)}</td>
    <td><span class=${`tag ${TONES[kind]}`}>${kind}</span></td>
    <td>${linkedText(what)}<br /><span class="mono soft">${event}</span></td>
    <td>${place}</td>
    <td class="mono">${who.id}${who.for !== undefined && html`<br /><span class="soft">for ${who.for}</span>`}</td>
    <td>${why}</td>
    <td><a class="mono" href=${to('events', { correlation })} aria-label=${`Events that belong together: ${correlation}`}>${correlation.slice(0, 8)}</a></td>
  </tr>`
}
