import type { ShownTaskPage } from '../../api/shapes.ts'
import { to } from '../../shell/route.ts'
import { html, type VNode } from '../../view/html.ts'
import { moment } from '../../view/moment.ts'

/** Who asked for it, who said yes, and who stopped it: each with when. */
export function peopleView(seen: ShownTaskPage): VNode {
  const { by_name, requested_at, confirmed, approvals, broke_glass, cancelled_by, change, by } = seen
  return html`<section class="panel" aria-label="People"><h2>People</h2>
    <dl class="fields">
      <dt>Asked by</dt><dd><span title=${by}>${by_name}</span> <span class="soft small">${moment(requested_at)}</span></dd>
      <dt>Confirmed</dt><dd>${
        confirmed
          ? html`${confirmed.by.name} <span class="soft small">${moment(confirmed.at)}</span><br /><span class="soft small">${confirmed.rule}</span>`
          : html`<span class="soft">no confirmation was needed</span>`
      }</dd>
      <dt>Approved by</dt><dd>${
        approvals.length === 0
          ? html`<span class="soft">no approval was needed</span>`
          : approvals.map(
              ({ by: one, at }) =>
                html`<span key=${one.id}>${one.name} <span class="soft small">${moment(at)}</span> </span>`,
            )
      }</dd>
      ${change !== undefined && html`<dt>Change</dt><dd><a href=${to('changes', change)}>${change}</a></dd>`}
      ${broke_glass && html`<dt>Broke the glass</dt><dd>${broke_glass.by.name}: ${broke_glass.reason}</dd>`}
      ${cancelled_by && html`<dt>Cancelled by</dt><dd>${cancelled_by.name}</dd>`}
    </dl>
  </section>`
}
