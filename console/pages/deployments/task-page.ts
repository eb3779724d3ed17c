import type { ShownTaskPage } from '../../api/shapes.ts'
import { useAnswer } from '../../api/use-answer.ts'
import { to } from '../../shell/route.ts'
import { answered } from '../../view/answered.ts'
import { h, html, type VNode } from '../../view/html.ts'
import { stateTag } from '../../view/state-tag.ts'
import { between } from '../../view/time.ts'
import { useNow } from '../../view/use-now.ts'
import { LogPanel } from './log-panel.ts'
import { peopleView } from './people.ts'
import { planView } from './plan.ts'
import { riskView } from './risk.ts'
import { stepsView } from './steps.ts'
import { TrafficPanel } from './traffic-panel.ts'

interface Props {
  readonly task: string
}

/** All that is known of one task, while it runs and long after. */
export function TaskPage({ task }: Props): VNode {
  const now = useNow()
  const answer = useAnswer<ShownTaskPage>(`/tasks/${encodeURIComponent(task)}/full`)
  return html`${answered(
    answer,
    (seen) => html`
      ${titleView(seen, now)}
      ${failureView(seen)}
      <div class="panels">
        <div class="stack">${stepsView(seen, now)}${planView(seen)}</div>
        <div class="stack">${peopleView(seen)}${riskView(seen)}</div>
      </div>
      ${seen.plan && h(TrafficPanel, { task: seen.id, isOver: seen.ended_at !== undefined })}
      ${
        seen.service !== undefined &&
        seen.environment !== undefined &&
        h(LogPanel, { service: seen.service, environment: seen.environment })
      }`,
  )}`
}

export function titleOf({ kind, service, environment, release, workflow, id }: ShownTaskPage): string {
  const what = workflow ?? [service, release?.version].filter((part) => part !== undefined).join(' ')
  const words = kind.charAt(0).toUpperCase() + kind.slice(1)
  return `${words} ${what === '' ? id : what}${environment === undefined ? '' : ` to ${environment}`}`
}

function titleView(seen: ShownTaskPage, now: Date): VNode {
  const { id, state, phase, started_at, ended_at, correlation, service } = seen
  return html`<div>
    <p class="small"><a href=${to('deployments', { service })}>Deployments</a> <span class="soft">/ ${id}</span></p>
    <div class="head"><h1>${titleOf(seen)}</h1>
      <p class="tools">${stateTag(state)} ${phase !== undefined && state === 'running' && html`<span class="tag busy">${phase}</span>`}
        ${started_at !== undefined && html`<span class="soft">${ended_at === undefined ? 'for' : 'took'} ${between(started_at, ended_at, now)}</span>`}</p></div>
    <p class="small soft"><a href=${to('events', { correlation })}>All its events</a> · where traces are kept, its trace is <span class="mono">${correlation.replaceAll('-', '')}</span></p>
  </div>`
}

/** Why it failed and what to do, before anything else. */
function failureView({ failure, explanation, log_tail }: ShownTaskPage): VNode | undefined {
  return (
    failure &&
    html`<section class="card danger" aria-label="Failure">
      <p class="title">${failure.reason}</p>
      ${explanation && html`<p>${explanation.cause}</p><ul>${explanation.next.map((next) => html`<li key=${next}>${next}</li>`)}</ul>`}
      <p>${failure.next_step}</p>
      ${log_tail !== undefined && html`<pre class="code" tabindex="0">${log_tail}</pre>`}
    </section>`
  )
}
