import type { CallDay } from './call-days.ts'
import type { RegisteredWorker } from './worker.ts'

export type NodeKind = 'source' | 'agent' | 'model' | 'tool' | 'rules'

/** A part that calls or is called. */
export interface TopologyNode {
  /** As `agent:deploy`. */
  readonly id: string
  readonly kind: NodeKind
  readonly name: string
  /** The live workers that it is in; of agents. */
  readonly within: readonly string[]
  /** Judgements for which a model is asked at this moment; of agents. */
  readonly inFlight: number
}

/** What the calls from one to another came to. */
export interface TopologyEdge {
  readonly from: string
  readonly to: string
  readonly calls: number
  readonly failed: number
  /** Left out where none has a time. */
  readonly meanMs?: number
  readonly longestMs?: number
  readonly tokensIn: number
  readonly tokensOut: number
}

export interface Topology {
  readonly nodes: readonly TopologyNode[]
  readonly edges: readonly TopologyEdge[]
}

/** Who calls whom, from what the days came to and who is there now. Callers stand before whom they call. */
export function topologyOf(days: readonly CallDay[], workers: readonly RegisteredWorker[]): Topology {
  const edges = together(days)
  const live = workers.filter(({ state }) => state === 'live')
  const agents = live.flatMap(({ deciding = [] }) => deciding.map(({ name }) => `agent:${name}`))
  const ids = [...new Set([...edges.flatMap(({ from, to }) => [from, to]), ...agents])]
  const nodes = ids.map((id) => nodeOf(id, live))
  return {
    nodes: nodes.toSorted((one, other) => rankOf(one) - rankOf(other) || one.id.localeCompare(other.id)),
    edges: edges.toSorted((one, other) => other.calls - one.calls || one.from.localeCompare(other.from)),
  }
}

function together(days: readonly CallDay[]): readonly TopologyEdge[] {
  const groups = Map.groupBy(days, ({ caller, callee }) => JSON.stringify([caller, callee]))
  return [...groups.values()].flatMap((group) => {
    const [first] = group
    if (!first) return []
    const sum = (figure: 'calls' | 'failed' | 'timed' | 'ms' | 'tokensIn' | 'tokensOut'): number =>
      group.reduce((total, day) => total + day[figure], 0)
    const timed = sum('timed')
    return [
      {
        ...{ from: first.caller, to: first.callee, calls: sum('calls'), failed: sum('failed') },
        ...(timed > 0 && { meanMs: sum('ms') / timed, longestMs: Math.max(...group.map((day) => day.longestMs)) }),
        ...{ tokensIn: sum('tokensIn'), tokensOut: sum('tokensOut') },
      },
    ]
  })
}

function nodeOf(id: string, live: readonly RegisteredWorker[]): TopologyNode {
  const [kind, name] = partsOf(id)
  const within = live.flatMap((worker) =>
    (worker.deciding ?? [])
      .filter((agent) => kind === 'agent' && agent.name === name)
      .map(({ inHand }) => ({ worker: worker.name, inHand })),
  )
  return {
    ...{ id, kind, name, within: [...new Set(within.map(({ worker }) => worker))] },
    inFlight: within.reduce((total, { inHand }) => total + inHand, 0),
  }
}

function partsOf(id: string): readonly [NodeKind, string] {
  const [prefix = '', ...rest] = id.split(':')
  const name = rest.join(':')
  if (prefix === 'agent' || prefix === 'model' || prefix === 'tool') return [prefix, name]
  return [id === 'rules' ? 'rules' : 'source', id]
}

const RANKS: Readonly<Record<NodeKind, number>> = { source: 0, agent: 1, model: 2, rules: 2, tool: 3 }
const rankOf = ({ kind }: TopologyNode): number => RANKS[kind]
