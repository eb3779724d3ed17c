import { useAnswer } from '../../api/use-answer.ts'
import type { Page, PageProps } from '../../shell/page.ts'
import { to } from '../../shell/route.ts'
import { answered } from '../../view/answered.ts'
import { graph } from '../../view/graph/graph.ts'
import { h, html, type VNode } from '../../view/html.ts'
import { moment } from '../../view/moment.ts'
import { useNow } from '../../view/use-now.ts'
import { plannedBoxes, toneOf } from './run-graph.ts'
import { RunView, stepList } from './run-view.ts'
import { StartForm } from './start-form.ts'
import type { ShownWorkflow } from './workflow-shapes.ts'

export const workflows: Page = {
  id: 'workflows',
  title: 'Workflows',
  icon: 'workflows',
  letter: 'w',
  content: Workflows,
}

/** `#/workflows`, `#/workflows/release`, `#/workflows/release/TASK-7`. */
function Workflows({ rest: [id, run] }: PageProps): VNode {
  const answer = useAnswer<{ readonly workflows: readonly ShownWorkflow[] }>('/workflows')
  const now = useNow()
  return answered(answer, ({ workflows }) => {
    if (id === undefined) return html`<h1>Workflows</h1>${workflowList(workflows, now)}`
    const workflow = workflows.find((one) => one.id === id)
    const shown = run ?? workflow?.last?.id
    return html`<p><a href=${to('workflows')}>Workflows</a></p><h1>${workflow?.title ?? id}</h1>
      ${shown !== undefined && h(RunView, { key: shown, run: shown, workflow })}
      ${workflow ? definition(workflow) : html`<p class="empty">You may not start this workflow, or it is not there any more.</p>`}`
  })
}

export function workflowList(workflows: readonly ShownWorkflow[], now: Date): VNode {
  if (workflows.length === 0) return html`<p class="empty">There is no workflow that you may start.</p>`
  return html`<ul class="rows">${workflows.map(
    ({ id, title, steps, inputs, last }) => html`<li class="panel" key=${id}>
      <div class="head"><h2><a href=${to('workflows', id)}>${title ?? id}</a></h2>
        ${last && html`<span class=${`tag ${toneOf(last.state)}`}>${last.state}</span>`}</div>
      <p class="soft"><span class="mono">${id}</span> · ${counted(steps.length, 'step')} · ${counted(inputs.length, 'input')}${
        last
          ? html` · last run <a href=${to('workflows', id, last.id)}>${last.id}</a> ${moment(last.requested_at, now)}`
          : ' · never run'
      }</p>
    </li>`,
  )}</ul>`
}

const counted = (count: number, name: string): string => `${count} ${name}${count === 1 ? '' : 's'}`

function definition(workflow: ShownWorkflow): VNode {
  const boxes = plannedBoxes(workflow.steps)
  return html`<section class="panel" aria-labelledby="steps"><h2 id="steps">Its steps</h2>
      ${graph(boxes, `Steps of ${workflow.title ?? workflow.id}`)}${stepList(boxes)}</section>
    <section class="panel" aria-labelledby="start"><h2 id="start">Start it</h2>${h(StartForm, { workflow })}</section>`
}
