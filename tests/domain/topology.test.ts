import { expect, test } from 'vitest'
import type { AgentDecisionEvent } from '../../src/domain/agent-decision.ts'
import { type CallDay, callDays } from '../../src/domain/call-days.ts'
import type { Stored } from '../../src/domain/event.ts'
import type { ShipmateEvent } from '../../src/domain/events.ts'
import { topologyOf } from '../../src/domain/topology.ts'
import type { RegisteredWorker } from '../../src/domain/worker.ts'

const DECIDED: AgentDecisionEvent = {
  ...{ type: 'agent.decided', agent: 'deploy', inputs: 'i', answer: {}, reasons: [] },
  ...{ by: { kind: 'rules' }, tokens: { in: 0, out: 0 }, ms: 10 },
}

function stored(body: ShipmateEvent, stream: string, day = '2026-11-30'): Stored<ShipmateEvent> {
  const at = `${day}T10:00:00.000Z`
  return { id: 'e', position: 1, version: 1, correlationId: 'c', actor: 'agent:deploy', stream, body, at }
}

/** As the store folds them. */
function folded(events: readonly Stored<ShipmateEvent>[]): readonly CallDay[] {
  const days = new Map<string, CallDay>()
  for (const event of events) {
    for (const key of callDays.keys(event)) {
      const day = callDays.apply(days.get(key), event, key)
      if (day) days.set(key, day)
    }
  }
  return [...days.values()]
}

const edges = (events: readonly Stored<ShipmateEvent>[]) =>
  topologyOf(folded(events), []).edges.map(({ from, to, calls, failed }) => [from, to, calls, failed])

test('a decision of rules: who asked, and that no model was', () => {
  expect(edges([stored(DECIDED, 'decision-deploy-c-i'), stored(DECIDED, 'run-TASK-1')])).toEqual([
    ['agent:deploy', 'rules', 2, 0],
    ['requests', 'agent:deploy', 1, 0],
    ['runs', 'agent:deploy', 1, 0],
  ])
})

test('a model that answered, one that was too kind, and one that failed; and each look-up', () => {
  const tokens = { in: 100, out: 7 }
  const lookedUp = [
    { tool: 'diff', outcome: 'found' },
    { tool: 'diff', outcome: 'invalid' },
  ]
  const found = topologyOf(
    folded([
      stored({ ...DECIDED, by: { kind: 'model', model: 'qwen3:8b' }, tokens, lookedUp }, 's'),
      stored({ ...DECIDED, by: { kind: 'rules', instead: { model: 'qwen3:8b', why: 'looser' } }, tokens }, 's'),
      stored({ ...DECIDED, by: { kind: 'rules', instead: { model: 'qwen3:8b', why: 'timed-out' } }, ms: 70 }, 's'),
    ]),
    [],
  )
  expect(found.edges).toEqual([
    {
      ...{ from: 'agent:deploy', to: 'model:qwen3:8b', calls: 3, failed: 1, meanMs: 30, longestMs: 70 },
      ...{ tokensIn: 200, tokensOut: 14 },
    },
    { from: 'requests', to: 'agent:deploy', calls: 3, failed: 0, meanMs: 30, longestMs: 70, tokensIn: 0, tokensOut: 0 },
    { from: 'agent:deploy', to: 'tool:diff', calls: 2, failed: 1, tokensIn: 0, tokensOut: 0 },
  ])
  expect(found.nodes.map(({ id }) => id)).toEqual(['requests', 'agent:deploy', 'model:qwen3:8b', 'tool:diff'])
})

test('what a model answered for an agent counts once; days are told apart, and added up', () => {
  const answered = { type: 'model.answered', model: 'm', ms: 5, tokensIn: 1, tokensOut: 1, tokensAsJson: 1 } as const
  const events = [
    stored({ ...answered, use: 'conversation' }, 's'),
    stored({ ...answered, use: 'conversation' }, 's', '2026-11-29'),
    stored({ ...answered, use: 'decision' }, 's'),
  ]
  expect(folded(events).map(({ day }) => day)).toEqual(['2026-11-30', '2026-11-29'])
  expect(edges(events)).toEqual([['conversation', 'model:m', 2, 0]])
})

test('an agent that nobody has asked is there, with what it has in hand over all workers', () => {
  const worker = { state: 'live', deciding: [{ name: 'deploy', capabilities: [], inHand: 1 }] }
  const workers = [
    { ...worker, name: 'one' },
    { ...worker, name: 'two' },
    { ...worker, name: 'gone', state: 'lost' },
  ] as unknown as RegisteredWorker[]
  expect(topologyOf([], workers).nodes).toEqual([
    { id: 'agent:deploy', kind: 'agent', name: 'deploy', within: ['one', 'two'], inFlight: 2 },
  ])
})
