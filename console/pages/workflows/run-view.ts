import { useAnswer } from '../../api/use-answer.ts'
import { to } from '../../shell/route.ts'
import { answered } from '../../view/answered.ts'
import { type Box, graph } from '../../view/graph/graph.ts'
import { html, type VNode } from '../../view/html.ts'
import { moment } from '../../view/moment.ts'
import { useNow } from '../../view/use-now.ts'
import { runBoxes, toneOf } from './run-graph.ts'
import type { ShownRun, ShownWorkflow } from './workflow-shapes.ts'

interface Props {
  readonly run: string
  readonly workflow: ShownWorkflow | undefined
}

/** A run with its graph as it stands. */
export function RunView({ run, workflow }: Props): VNode {
  const answer = useAnswer<ShownRun>(`/tasks/${encodeURIComponent(run)}/full`)
  const now = useNow()
  return answered(answer, (known) => runView(known, workflow, now))
}

export function runView(run: ShownRun, workflow: ShownWorkflow | undefined, now: Date): VNode {
  const boxes = runBoxes(run.steps, workflow?.steps ?? [], now)
  return html`<section class="panel" aria-labelledby="run">
    <div class="head"><h2 id="run">Run ${run.id}</h2><span class=${`tag ${toneOf(run.state)}`} role="status">${run.state}</span></div>
    <p class="soft">asked by ${run.by_name} ${moment(run.requested_at, now)} · <a href=${to('deployments', run.id)}>all of ${run.id}</a></p>
    ${run.failure && html`<p class="problem">${run.failure.reason} ${run.failure.next_step}</p>`}
    ${graph(boxes, `Steps of ${run.id}`)}
    ${stepList(boxes)}
  </section>`
}

/** The same in words, for whoever does not see the picture. */
export function stepList(boxes: readonly Box[]): VNode {
  const titles = new Map(boxes.map(({ id, title }) => [id, title]))
  return html`<details><summary>As a list</summary><ol>
    ${boxes.map(({ id, title, note, needs }) => {
      const after = needs.map((need) => titles.get(need) ?? need).join(', ')
      return html`<li key=${id}><strong>${title}</strong>: ${note}${after === '' ? '' : `, after ${after}`}</li>`
    })}
  </ol></details>`
}
