import type { ShownTaskPage } from '../../api/shapes.ts'
import { html, type VNode } from '../../view/html.ts'
import { moment } from '../../view/moment.ts'
import { stateTag } from '../../view/state-tag.ts'

/** What speaks for and against it: before it, while it ran, and since it is live. */
export function riskView({ risk, judgements, health, canary_look }: ShownTaskPage): VNode | undefined {
  if (!risk && !health && !canary_look && judgements.length === 0) return undefined
  return html`<section class="panel" aria-label="Risk and evidence"><h2>Risk and evidence</h2>
    <dl class="judged">
      ${risk && html`<dt>Before it started ${stateTag(risk.verdict)}</dt><dd>${reasonList(risk.reasons)}${byModel(risk.model)}</dd>`}
      ${canary_look && html`<dt>Canary after ${canary_look.minutes} min ${stateTag(canary_look.word)}</dt><dd>${reasonList(canary_look.reasons)}</dd>`}
      ${health && html`<dt>Live${health.minutes === undefined ? '' : ` for ${health.minutes} min`} ${stateTag(health.verdict)}</dt><dd>${reasonList(health.reasons)}</dd>`}
      ${judgements.map(({ at, agent, reasons, model }) => html`<dt key=${at}>${agent} <span class="soft small">${moment(at)}</span></dt><dd>${reasonList(reasons)}${byModel(model)}</dd>`)}
    </dl>
  </section>`
}

const reasonList = (reasons: readonly string[]): VNode =>
  html`<ul>${reasons.map((reason) => html`<li key=${reason}>${reason}</li>`)}</ul>`

const byModel = (model: string | undefined): VNode | undefined =>
  model === undefined ? undefined : html`<p class="soft small">worded by ${model}</p>`
