import type { ShownTaskPage } from '../../api/shapes.ts'
import { html, type VNode } from '../../view/html.ts'
import { linkedText } from '../../view/linked-text.ts'
import { moment } from '../../view/moment.ts'
import { stateTag } from '../../view/state-tag.ts'

/** What speaks for and against it: before it, while it ran, and since it is live. */
export function riskView({ risk, judgements, health, canary_look, evidence }: ShownTaskPage): VNode | undefined {
  if (!risk && !health && !canary_look && !evidence && judgements.length === 0) return undefined
  return html`<section class="panel" aria-label="Risk and evidence"><h2>Risk and evidence</h2>
    <dl class="judged">
      ${risk && html`<dt>Before it started ${stateTag(risk.verdict)}</dt><dd>${reasonList(risk.reasons)}${byModel(risk.model)}</dd>`}
      ${evidence && html`<dt>When it was approved</dt><dd><ul>${evidenceLines(evidence).map((line) => html`<li key=${line}>${linkedText(line)}</li>`)}</ul></dd>`}
      ${canary_look && html`<dt>Canary after ${canary_look.minutes} min ${stateTag(canary_look.word)}</dt><dd>${reasonList(canary_look.reasons)}</dd>`}
      ${health && html`<dt>Live${health.minutes === undefined ? '' : ` for ${health.minutes} min`} ${stateTag(health.verdict)}</dt><dd>${reasonList(health.reasons)}</dd>`}
      ${judgements.map(({ at, agent, reasons, model }) => html`<dt key=${at}>${agent} <span class="soft small">${moment(at)}</span></dt><dd>${reasonList(reasons)}${byModel(model)}</dd>`)}
    </dl>
  </section>`
}

/** What is left out could not be found then. */
function evidenceLines({ diff, build, test, budget_left }: NonNullable<ShownTaskPage['evidence']>): readonly string[] {
  const counts = test?.passed === undefined ? '' : `, ${test.passed} passed, ${test.failed ?? 0} failed`
  const most = diff && diff.most.length > 0 ? `, most in ${diff.most.join(', ')}` : ''
  return [
    ...(diff ? [`${diff.files} ${diff.files === 1 ? 'file' : 'files'}: +${diff.added} −${diff.removed}${most}`] : []),
    build ? `Build ${build.task}: ${build.outcome}` : 'No build of this commit',
    test ? `Tests ${test.task}: ${test.outcome}${counts}` : 'No test run of this commit',
    ...(budget_left === undefined ? [] : [`Error budget left: ${Math.round(budget_left * 100)} %`]),
  ]
}

const reasonList = (reasons: readonly string[]): VNode =>
  html`<ul>${reasons.map((reason) => html`<li key=${reason}>${reason}</li>`)}</ul>`

const byModel = (model: string | undefined): VNode | undefined =>
  model === undefined ? undefined : html`<p class="soft small">worded by ${model}</p>`
