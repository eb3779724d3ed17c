import { to } from '../../shell/route.ts'
import { html, type VNode } from '../../view/html.ts'
import { moment } from '../../view/moment.ts'
import type { ShownEvent } from './events-state.ts'

/** Events, newest first; each leads to what belongs together with it. */
export function eventTable(events: readonly ShownEvent[], now: Date): VNode {
  if (events.length === 0) return html`<p class="empty">No such event is in the log.</p>`
  return html`<div class="scroll" tabindex="0" role="group" aria-label="Events"><table class="table">
    <thead><tr><th scope="col">When</th><th scope="col">What</th><th scope="col">Where</th><th scope="col">Who</th><th scope="col">Belongs to</th><th scope="col">Data</th></tr></thead>
    <tbody>${events.map((event) => row(event, now))}</tbody>
  </table></div>`
}

function row(event: ShownEvent, now: Date): VNode {
  const { position, at, type, stream, actor, correlation, service, environment, data } = event
  const where = [service, environment].filter((part) => part !== undefined).join(' on ')
  return html`<tr key=${position}>
    <td class="when">${moment(at, now)}</td>
    <td><strong>${type}</strong><br /><span class="mono soft">${stream}</span></td>
    <td>${where}</td>
    <td class="mono">${actor}</td>
    <td><a class="mono" href=${to('events', { correlation })} aria-label=${`Events that belong together: ${correlation}`}>${correlation.slice(0, 8)}</a></td>
    <td><details><summary>Show<span class="hidden"> the data of ${type}</span></summary><pre tabindex="0">${JSON.stringify(data, undefined, 2)}</pre></details></td>
  </tr>`
}
