import { type Box, graph } from '../../view/graph/graph.ts'
import { html, type VNode } from '../../view/html.ts'

interface ShownNode {
  readonly id: string
  readonly kind: 'source' | 'agent' | 'model' | 'tool' | 'rules'
  readonly name: string
  readonly within: readonly string[]
  readonly in_flight: number
}

export interface ShownEdge {
  readonly from: string
  readonly to: string
  readonly calls: number
  readonly failed: number
  readonly mean_ms?: number
  readonly longest_ms?: number
  readonly tokens_in: number
  readonly tokens_out: number
}

export interface ShownTopology {
  readonly nodes: readonly ShownNode[]
  readonly edges: readonly ShownEdge[]
}

/** The picture, and a table that says the same with figures. */
export function topologyView(topology: ShownTopology): VNode {
  if (topology.nodes.length === 0)
    return html`<p class="empty">No agent judges here, and none was asked in this time.</p>`
  return html`
    ${graph(boxesOf(topology), 'Who calls whom', strengthOf(topology.edges))}
    ${topology.edges.length === 0 ? html`<p class="empty">Nobody was called in this time.</p>` : edgeTable(topology)}
    <p class="soft small">Tokens stand for the cost: Shipmate knows no prices.</p>`
}

export function boxesOf({ nodes, edges }: ShownTopology): readonly Box[] {
  return nodes.map((node) => {
    const into = edges.filter(({ to }) => to === node.id)
    const sum = (figure: 'calls' | 'failed'): number => into.reduce((total, edge) => total + edge[figure], 0)
    return {
      ...{ id: node.id, title: node.name, note: noteOf(node, sum('calls'), sum('failed')) },
      needs: into.map(({ from }) => from),
      tone: toneOf(node, sum('calls'), sum('failed')),
    }
  })
}

function noteOf({ kind, in_flight }: ShownNode, calls: number, failed: number): string {
  if (kind === 'source') return 'asks'
  const parts = [`${kind} · ${calls} ${calls === 1 ? 'call' : 'calls'}`]
  if (in_flight > 0) parts.push(`${in_flight} now`)
  if (failed > 0) parts.push(`${failed} failed`)
  return parts.join(', ')
}

function toneOf({ in_flight }: ShownNode, calls: number, failed: number): string {
  if (failed > 0 && failed * 2 >= calls) return 'bad'
  if (failed > 0) return 'warn'
  if (in_flight > 0) return 'busy'
  return calls > 0 ? 'good' : 'idle'
}

/** Ten times the calls: a line two pixels stronger. */
function strengthOf(edges: readonly ShownEdge[]): ReadonlyMap<string, number> {
  return new Map(edges.map(({ from, to, calls }) => [`${from}>${to}`, 1.5 + 2 * Math.log10(Math.max(1, calls))]))
}

function edgeTable({ nodes, edges }: ShownTopology): VNode {
  const nameOf = new Map(
    nodes.map(({ id, kind, name }) => [id, kind === 'source' || kind === 'rules' ? name : `${kind} ${name}`]),
  )
  return html`<div class="scroll" tabindex="0" role="group" aria-label="Calls"><table class="table">
    <thead><tr><th scope="col">Who</th><th scope="col">Calls whom</th><th scope="col">Times</th><th scope="col">Failed</th><th scope="col">On average</th><th scope="col">Longest</th><th scope="col">Tokens in</th><th scope="col">Tokens out</th></tr></thead>
    <tbody>${edges.map(
      (edge) => html`<tr key=${`${edge.from}>${edge.to}`}>
        <td>${nameOf.get(edge.from) ?? edge.from}</td><td>${nameOf.get(edge.to) ?? edge.to}</td>
        <td>${edge.calls}</td>
        <td>${edge.failed > 0 ? html`<span class="tag bad">${edge.failed}</span>` : '0'}</td>
        <td>${shortTime(edge.mean_ms)}</td><td>${shortTime(edge.longest_ms)}</td>
        <td>${edge.tokens_in.toLocaleString('en')}</td><td>${edge.tokens_out.toLocaleString('en')}</td>
      </tr>`,
    )}</tbody></table></div>`
}

const SECOND_MS = 1_000

/** A judgement of rules takes milliseconds, one of a model seconds. */
export function shortTime(ms: number | undefined): string {
  if (ms === undefined) return ''
  return ms < SECOND_MS ? `${Math.round(ms)} ms` : `${(ms / SECOND_MS).toFixed(1)} s`
}
