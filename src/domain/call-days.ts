import type { AgentDecision } from './agent-decision.ts'
import type { Projection, Stored } from './event.ts'
import type { ShipmateEvent } from './events.ts'
import { MODEL_FAILURES } from './model-use.ts'

/** What the calls from one part to another came to on one day. */
export interface CallDay {
  /** `2026-11-21`, in UTC. */
  readonly day: string
  /** `requests`, `runs`, `conversation`, `agent:deploy`. */
  readonly caller: string
  /** `agent:deploy`, `model:qwen3:8b`, `tool:diff`, `rules`. */
  readonly callee: string
  readonly calls: number
  /** Of those, how many gave nothing of use. */
  readonly failed: number
  /** Of all that have a time: how many, together, and the longest. */
  readonly timed: number
  readonly ms: number
  readonly longestMs: number
  readonly tokensIn: number
  readonly tokensOut: number
}

type Call = Omit<CallDay, 'day' | 'calls' | 'failed' | 'timed' | 'longestMs' | 'ms'> & {
  readonly hasFailed: boolean
  readonly ms?: number
}

/** Who called whom a day: kept for every two that had to do with each other. */
export const callDays: Projection<CallDay, ShipmateEvent> = {
  name: 'call-days',
  keys: (event) => [...new Set(callsOf(event).map((call) => keyOf(event, call)))],
  apply: (before, event, key) =>
    callsOf(event)
      .filter((call) => keyOf(event, call) === key)
      .reduce<CallDay | undefined>((day, call) => withCall(day, call, dayOf(event)), before),
  labels: ({ day }) => [callDayLabel(day)],
}

export const callDayLabel = (day: string): string => `day:${day}`

const keyOf = (event: Stored<ShipmateEvent>, { caller, callee }: Call): string => `${dayOf(event)}/${caller}/${callee}`
const dayOf = ({ at }: Stored<ShipmateEvent>): string => at.slice(0, 10)

const NOTHING = { calls: 0, failed: 0, timed: 0, ms: 0, longestMs: 0, tokensIn: 0, tokensOut: 0 }

function withCall(
  before: CallDay | undefined,
  { caller, callee, hasFailed, ms, ...tokens }: Call,
  day: string,
): CallDay {
  const so = before ?? { day, caller, callee, ...NOTHING }
  return {
    ...so,
    calls: so.calls + 1,
    failed: so.failed + (hasFailed ? 1 : 0),
    timed: so.timed + (ms === undefined ? 0 : 1),
    ms: so.ms + (ms ?? 0),
    longestMs: Math.max(so.longestMs, ms ?? 0),
    tokensIn: so.tokensIn + tokens.tokensIn,
    tokensOut: so.tokensOut + tokens.tokensOut,
  }
}

const NO_TOKENS = { tokensIn: 0, tokensOut: 0 }

/** What an agent asked a model counts as the agent's; a model's own events are those of conversations. */
function callsOf({ body, stream }: Stored<ShipmateEvent>): readonly Call[] {
  switch (body.type) {
    case 'model.answered': {
      if (body.use !== 'conversation') return []
      const { model, ms, tokensIn, tokensOut } = body
      return [{ caller: 'conversation', callee: `model:${model}`, hasFailed: false, ms, tokensIn, tokensOut }]
    }
    case 'agent.decided':
      return callsOfDecision(body, stream)
    default:
      return []
  }
}

function callsOfDecision(decision: AgentDecision, stream: string): readonly Call[] {
  const { agent, ms, lookedUp = [] } = decision
  const caller = `agent:${agent}`
  const asked = stream.startsWith('run-') ? 'runs' : 'requests'
  return [
    { caller: asked, callee: caller, hasFailed: false, ms, ...NO_TOKENS },
    { caller, ...decidedBy(decision) },
    ...lookedUp.map(({ tool, outcome }) => ({
      ...{ caller, callee: `tool:${tool}`, hasFailed: outcome === 'invalid' || outcome === 'failed' },
      ...NO_TOKENS,
    })),
  ]
}

/** A model that was set aside for being too kind has answered all the same. */
function decidedBy({ by, ms, tokens }: AgentDecision): Omit<Call, 'caller'> {
  const spent = { tokensIn: tokens.in, tokensOut: tokens.out }
  if (by.kind === 'model') return { callee: `model:${by.model}`, hasFailed: false, ms, ...spent }
  if (!by.instead) return { callee: 'rules', hasFailed: false, ms, ...NO_TOKENS }
  const { model, why } = by.instead
  return { callee: `model:${model}`, hasFailed: FAILURES.has(why), ms, ...spent }
}

const FAILURES: ReadonlySet<string> = new Set([...MODEL_FAILURES, 'invalid'])
