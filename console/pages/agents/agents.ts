import { useAnswer } from '../../api/use-answer.ts'
import type { Page, PageProps } from '../../shell/page.ts'
import { to } from '../../shell/route.ts'
import { answered } from '../../view/answered.ts'
import { html, type VNode } from '../../view/html.ts'
import { type ShownTopology, topologyView } from './topology-view.ts'
import { type ShownWorker, workerTable } from './worker-table.ts'

export const agents: Page = { id: 'agents', title: 'Agents', icon: 'agents', letter: 'a', content: Agents }

const SPANS = [
  ['1', 'today'],
  ['7', '7 days'],
  ['30', '30 days'],
] as const

function Agents({ query }: PageProps): VNode {
  const days = query.days ?? '1'
  const topology = useAnswer<ShownTopology>(`/topology?days=${encodeURIComponent(days)}`)
  const workers = useAnswer<{ readonly agents: readonly ShownWorker[] }>('/agents')
  return html`<div class="head"><h1>Agents</h1>
      <nav class="tools" aria-label="How far back">${SPANS.map(
        ([value, label]) =>
          html`<a class="button" href=${to('agents', { days: value })} aria-current=${value === days ? 'true' : undefined}>${label}</a>`,
      )}</nav></div>
    <section class="panel" aria-labelledby="who-calls"><h2 id="who-calls">Who calls whom</h2>
      ${answered(topology, topologyView)}</section>
    <section class="panel" aria-labelledby="workers"><h2 id="workers">Workers</h2>
      ${answered(workers, ({ agents }) => workerTable(agents))}</section>`
}
