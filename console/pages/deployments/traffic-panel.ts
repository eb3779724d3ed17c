import type { ShownTraffic } from '../../api/shapes.ts'
import { useAnswer } from '../../api/use-answer.ts'
import { html, type VNode } from '../../view/html.ts'
import { trafficChart } from './traffic-chart.ts'

interface Props {
  readonly task: string
  readonly isOver: boolean
}

const WHILE_RUNNING_MS = 15_000
const AFTERWARDS_MS = 60_000

/** What users got before and after, with the moment when they were switched. */
export function TrafficPanel({ task, isOver }: Props): VNode {
  const { value, problem } = useAnswer<ShownTraffic>(`/tasks/${encodeURIComponent(task)}/traffic`, {
    everyMs: isOver ? AFTERWARDS_MS : WHILE_RUNNING_MS,
  })
  return html`<section class="panel" aria-label="Traffic"><h2>Before and after</h2>
    ${value ? trafficView(value) : html`<p class="soft">${problem ?? 'Loading …'}</p>`}
  </section>`
}

export function trafficView(traffic: ShownTraffic): VNode {
  const { before, after, unknown } = traffic
  return html`
    ${unknown !== undefined && html`<p class="notice">${unknown}</p>`}
    ${trafficChart(traffic)}
    <div class="scroll" tabindex="0" role="region" aria-label="Figures before and after"><table class="table">
      <thead><tr><td></td>${['Requests', 'Failed', 'Error rate', 'Half within', '95 % within'].map((name) => html`<th scope="col" key=${name}>${name}</th>`)}</tr></thead>
      <tbody>${figuresRow('Before', before)}${after && figuresRow('After', after)}</tbody>
    </table></div>`
}

function figuresRow(name: string, { requests, errors, error_rate, p50_ms, p95_ms }: ShownTraffic['before']): VNode {
  const ms = (value: number | undefined): string => (value === undefined ? '–' : `${value} ms`)
  const rate = error_rate === undefined ? '–' : `${(error_rate * 100).toFixed(1)} %`
  return html`<tr><th scope="row">${name}</th><td>${requests}</td><td>${errors}</td><td>${rate}</td><td>${ms(p50_ms)}</td><td>${ms(p95_ms)}</td></tr>`
}
