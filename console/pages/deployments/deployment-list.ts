import type { ShownTask } from '../../api/shapes.ts'
import { useAnswer } from '../../api/use-answer.ts'
import { to } from '../../shell/route.ts'
import { answered } from '../../view/answered.ts'
import { html, type VNode } from '../../view/html.ts'
import { moment } from '../../view/moment.ts'
import { stateTag } from '../../view/state-tag.ts'
import { between } from '../../view/time.ts'
import { useNow } from '../../view/use-now.ts'

interface Props {
  readonly query: Readonly<Record<string, string>>
}

interface Answer {
  readonly deployments: readonly ShownTask[]
  readonly next?: string
}

const STATES = ['active', 'succeeded', 'failed', 'cancelled'] as const
const MOST = 50

/** Deployments and rollbacks, the newest first; what is looked for stands in the address. */
export function DeploymentList({ query }: Props): VNode {
  const now = useNow()
  const { service, environment, state, cursor } = query
  const asked = new URLSearchParams({ limit: String(MOST) })
  for (const [name, value] of Object.entries({ service, environment, state, cursor }))
    if (value !== undefined) asked.set(name, value)
  const answer = useAnswer<Answer>(`/deployments?${asked}`)
  const show = (name: string) => (event: Event) => {
    const { value } = event.target as HTMLInputElement
    location.hash = to('deployments', { ...query, cursor: undefined, [name]: value })
  }
  return html`<div class="head"><h1>Deployments</h1>
      <div class="tools">
        <label>Service <input value=${service ?? ''} onChange=${show('service')} /></label>
        <label>Environment <input value=${environment ?? ''} onChange=${show('environment')} /></label>
        <label>State <select value=${state ?? ''} onChange=${show('state')}>
          <option value="">any</option>${STATES.map((one) => html`<option key=${one} value=${one}>${one}</option>`)}</select></label>
      </div></div>
    ${answered(answer, ({ deployments, next }) =>
      deployments.length === 0
        ? html`<p class="empty">No deployment. <a href=${to('chat')}>Ask for one in the chat.</a></p>`
        : html`${deploymentTable(deployments, now)}
            ${next !== undefined && html`<p><a class="button" href=${to('deployments', { ...query, cursor: next })}>Older</a></p>`}`,
    )}`
}

function deploymentTable(deployments: readonly ShownTask[], now: Date): VNode {
  return html`<div class="panel scroll" tabindex="0" role="region" aria-label="Deployments"><table class="table">
    <thead><tr>${['Task', 'What', 'Where', 'State', 'When', 'Took'].map((name) => html`<th scope="col" key=${name}>${name}</th>`)}</tr></thead>
    <tbody>
      ${deployments.map(
        (one) => html`<tr key=${one.id}>
          <td><a href=${to('deployments', one.id)}>${one.id}</a></td>
          <td>${one.kind} ${one.service} <span class="mono">${one.release?.version}</span></td>
          <td>${one.environment}</td>
          <td>${stateTag(one.state)}</td>
          <td>${moment(one.requested_at, now)}</td>
          <td>${one.started_at === undefined ? '' : between(one.started_at, one.ended_at, now)}</td>
        </tr>`,
      )}
    </tbody>
  </table></div>`
}
