import fc from 'fast-check'
import { expect, test } from 'vitest'
import { evolveRun } from '../../../src/domain/evolve-run.ts'
import { hasEnded, type Run } from '../../../src/domain/run.ts'
import { advance, decideCancel, requestRun, resumeSteps, startStep } from '../../../src/domain/run-decisions.ts'
import type { RunEvent } from '../../../src/domain/run-events.ts'
import { asWorkflow, isUndo, undoOf } from '../../../src/domain/workflows/as-workflow.ts'
import type { StepDefinition, WorkflowDefinition } from '../../../src/domain/workflows/definition.ts'
import { keptSteps } from '../../../src/domain/workflows/kept-steps.ts'
import { whatFollows } from '../../../src/domain/workflows/what-follows.ts'

const NOW = new Date('2026-03-02T09:00:00Z')

const command = (id: string, needs: readonly string[], more: object = {}): StepDefinition =>
  ({
    id,
    uses: 'command',
    needs,
    with: { run: [id], env: {}, repeatable: false },
    ...more,
  }) as StepDefinition
const undo = { onFailure: { uses: 'command', with: { run: ['undo'], env: {}, repeatable: false } } }

function started(steps: readonly StepDefinition[]): { readonly run: Run; readonly definition: WorkflowDefinition } {
  const definition: WorkflowDefinition = { id: 'w', inputs: {}, phrases: [], confirm: false, steps }
  const plan = { kind: 'workflow', definition, inputs: {}, key: 'k' } as const
  const body = requestRun({ task: 'TASK-1', plan, by: 'slack:ana', groups: [], thread: 'slack:C1:1' })
  const run = evolveRun(undefined, { body, at: NOW.toISOString() })
  if (!run) throw new Error('a run starts with its request')
  return { run, definition }
}

const after = (run: Run, events: readonly RunEvent[]): Run =>
  events.reduce((before: Run, body) => evolveRun(before, { body, at: NOW.toISOString() }) ?? before, run)

/** What the world does next with a run: one of its open steps ends, or its person cancels it. */
type Turn = { readonly pick: number; readonly outcome: 'done' | 'failed' | 'cancel' }

/** Plays a run to its end; every event there was. */
function play(
  steps: readonly StepDefinition[],
  turns: readonly Turn[],
): { readonly run: Run; readonly events: RunEvent[] } {
  const { run: first, definition } = started(steps)
  const workflow = asWorkflow(definition)
  const all: RunEvent[] = []
  let run = first
  const take = (events: readonly RunEvent[]): void => {
    all.push(...events)
    run = after(run, events)
  }
  take(whatFollows(run, workflow, NOW))
  for (let turn = 0; !hasEnded(run) && turn < 500; turn++) {
    const { pick, outcome } = turns[turn % Math.max(1, turns.length)] ?? { pick: 0, outcome: 'done' }
    const open = Object.keys(run.steps).filter((id) => run.steps[id] === 'requested' || run.steps[id] === 'running')
    const step = open[pick % open.length]
    if (outcome === 'cancel' && !run.cancelRequested) {
      const decided = decideCancel(run, workflow, 'slack:ana', undefined, NOW)
      if (decided.kind === 'cancel') take(decided.events)
      continue
    }
    if (step === undefined) {
      take(resumeSteps(run, workflow, new Date(NOW.getTime() + 1e8 * (turn + 1))))
      continue
    }
    const start = startStep(run, step)
    if (start) take([start])
    const isCancelled = run.cancelRequested && !isUndo(step)
    const failed = { kind: 'failed', reason: 'no', nextStep: 'look' } as const
    const ends = isCancelled
      ? ({ kind: 'cancelled' } as const)
      : outcome === 'failed'
        ? failed
        : ({ kind: 'done' } as const)
    take(advance(run, workflow, step, ends, NOW))
  }
  return { run, events: all }
}

/** Steps in an order in which each needs only earlier ones, some with what undoes them, a wait or a retry. */
const graph = fc
  .array(
    fc.record({
      needs: fc.array(fc.nat(), { maxLength: 3 }),
      kind: fc.constantFrom('plain', 'undo', 'retry', 'wait', 'on-failure'),
    }),
    { minLength: 1, maxLength: 8 },
  )
  .map((nodes) =>
    nodes.map(({ needs, kind }, index): StepDefinition => {
      const before = index === 0 ? [] : [...new Set(needs.map((need) => `s${need % index}`))]
      const id = `s${index}`
      if (kind === 'wait') return { id, uses: 'wait', needs: before, with: { for: '1h' } }
      if (kind === 'on-failure')
        return command(id, before.length > 0 ? before : index === 0 ? [] : ['s0'], { when: 'failure()' })
      if (kind === 'retry') return command(id, before, { retry: { attempts: 2, backoffMs: 1000, maxDelayMs: 1000 } })
      return command(id, before, kind === 'undo' ? undo : {})
    }),
  )
const turns = fc.array(
  fc.record({ pick: fc.nat({ max: 20 }), outcome: fc.constantFrom('done', 'done', 'done', 'failed', 'cancel') }),
  { minLength: 1, maxLength: 30 },
)

const stepsOf = (events: readonly RunEvent[], type: RunEvent['type']): readonly string[] =>
  events.flatMap((event) => (event.type === type && 'step' in event ? [event.step] : []))

test('whatever becomes of its steps, a run ends, no step is done twice, and what was done is undone in reverse', () => {
  fc.assert(
    fc.property(graph, turns, (steps, world) => {
      const { run, events } = play(steps, world)
      expect(hasEnded(run)).toBe(true)
      const done = stepsOf(events, 'run.step.completed')
      expect(new Set(done).size).toBe(done.length)
      const undone = stepsOf(events, 'run.step.requested').filter(isUndo)
      const toUndo = done.filter((id) => steps.some((step) => step.id === id && step.onFailure)).toReversed()
      expect(undone).toEqual(run.state === 'succeeded' ? [] : toUndo.map(undoOf))
      expect(events.filter(({ type }) => type.startsWith('cicd.workflow.')).length).toBe(1)
    }),
    { numRuns: 300 },
  )
})

test('a step starts only after everything that it needs is over', () => {
  fc.assert(
    fc.property(graph, turns, (steps, world) => {
      const { events } = play(steps, world)
      for (const step of steps) {
        const begins = events.findIndex((event) => 'step' in event && event.step === step.id)
        const isForFailure = step.when !== undefined
        if (begins < 0 || isForFailure) continue
        for (const need of step.needs) {
          const ended = events.findIndex(
            (event) => 'step' in event && event.step === need && /completed|skipped/.test(event.type),
          )
          expect(ended).toBeGreaterThanOrEqual(0)
          expect(ended).toBeLessThan(begins)
        }
      }
    }),
    { numRuns: 200 },
  )
})

test('asked again where a run stands, nothing more follows', () => {
  fc.assert(
    fc.property(graph, (steps) => {
      const { run, definition } = started(steps)
      const workflow = asWorkflow(definition)
      expect(whatFollows(after(run, whatFollows(run, workflow, NOW)), workflow, NOW)).toEqual([])
    }),
  )
})

test('a retried run keeps what is done and not undone, and what only follows from that', () => {
  const steps = [
    command('a', [], undo),
    command('b', []),
    command('c', ['a']),
    command('d', ['b']),
    command('e', ['c', 'd']),
  ]
  const { run } = play(steps, [
    { pick: 0, outcome: 'done' },
    { pick: 0, outcome: 'done' },
    { pick: 0, outcome: 'done' },
    { pick: 0, outcome: 'done' },
    { pick: 0, outcome: 'failed' },
  ])
  expect(run.state).toBe('failed')
  expect(keptSteps(run).done).toEqual(['b', 'd'])
})

test('what may be half done is not tried again by itself; what had no answer is, as the same request', () => {
  const steps = [command('a', [], { retry: { attempts: 3, backoffMs: 1000, maxDelayMs: 1000 } })]
  const { run, definition } = started(steps)
  const workflow = asWorkflow(definition)
  const asked = after(run, whatFollows(run, workflow, NOW))
  const begun = after(asked, [{ type: 'run.step.started', task: run.task, step: 'a', attempt: 1 }])
  const failed = { kind: 'failed', reason: 'no', nextStep: 'look' } as const
  const lost = advance(begun, workflow, 'a', { ...failed, unclear: 'lost' }, NOW)
  expect(lost.map(({ type }) => type)).toEqual(['run.step.failed', 'cicd.workflow.failed'])
  const again = after(begun, advance(begun, workflow, 'a', { ...failed, unclear: 'unanswered' }, NOW))
  const third = after(again, advance(again, workflow, 'a', failed, NOW))
  expect(third.progress).toMatchObject({ retries: { a: 2 }, unanswered: { a: 1 } })
})
