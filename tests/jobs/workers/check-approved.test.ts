import { expect, test } from 'vitest'
import { checkApproved } from '../../../jobs/workers/check-approved.ts'
import { evolveRun } from '../../../src/domain/evolve-run.ts'
import { CODE_ACTOR, SCHEDULE_ACTOR } from '../../../src/domain/policy-actor.ts'
import type { Run } from '../../../src/domain/run.ts'
import { requestRun } from '../../../src/domain/run-decisions.ts'
import type { RunEvent } from '../../../src/domain/run-events.ts'
import { asWorkflow } from '../../../src/domain/workflows/as-workflow.ts'
import type { StepDefinition, WorkflowDefinition } from '../../../src/domain/workflows/definition.ts'
import { whatFollows } from '../../../src/domain/workflows/what-follows.ts'

const NOW = new Date('2026-03-02T09:00:00Z')
const task = 'TASK-1'
const production = { environments: [{ id: 'staging', aliases: [], confirm: 'danger-only' as const }] }
const harmless = { environments: [{ id: 'production', aliases: [], confirm: 'danger-only' as const }] }

const agree = (when?: string): StepDefinition => ({
  id: 'agree',
  uses: 'approval',
  with: { role: 'owner', count: 1, expires: '2h' },
  needs: [],
  ...(when !== undefined && { when }),
})
const ship = (when?: string): StepDefinition => ({
  id: 'ship',
  uses: 'deploy',
  with: { service: 'payments', environment: 'production', version: 'v1.3.0' },
  needs: ['agree'],
  ...(when !== undefined && { when }),
})

/** A run after these events and everything that follows from them. */
function runOf(by: Run['by'], steps: readonly StepDefinition[], ...said: readonly RunEvent[]): Run {
  const definition: WorkflowDefinition = { id: 'weekly', inputs: {}, phrases: [], confirm: false, steps }
  const plan = { kind: 'workflow', definition, inputs: {}, key: 'k' } as const
  const at = NOW.toISOString()
  const after = (run: Run | undefined, body: RunEvent): Run | undefined => evolveRun(run, { body, at })
  let run = after(undefined, requestRun({ task, plan, by, groups: [], thread: 'slack:C1:1' }))
  for (const event of [undefined, ...said]) {
    if (event) run = after(run, event)
    if (run) run = whatFollows(run, asWorkflow(definition), NOW).reduce(after, run)
  }
  if (run?.steps.ship !== 'requested') throw new Error('it is not the turn of ship')
  return run
}

const approved: RunEvent = { type: 'run.step.completed', task, step: 'agree' }
const refused: RunEvent = { type: 'run.step.failed', task, step: 'agree', reason: 'no', nextStep: '' }

test.each([SCHEDULE_ACTOR, CODE_ACTOR])('what %s starts changes production after an approval only', (by) => {
  const skipped = runOf(by, [agree('run.by == ana'), ship()])
  expect(checkApproved(skipped, 'ship', production)?.reason).toBe(
    'ship changes a protected environment, and nobody has approved it.',
  )
  const after = runOf(by, [agree(), ship('failure()')], refused)
  expect(checkApproved(after, 'ship', production)).toBeDefined()
  expect(checkApproved(runOf(by, [agree(), ship()], approved), 'ship', production)).toBeUndefined()
})

test('what changes no protected environment, what undoes a step, and what a person has confirmed needs none', () => {
  const steps = [agree('run.by == ana'), ship()]
  const run = runOf(SCHEDULE_ACTOR, steps)
  expect(checkApproved(run, 'ship', harmless)).toBeUndefined()
  expect(checkApproved(run, 'agree', production)).toBeUndefined()
  expect(checkApproved(run, 'ship/undo', production)).toBeUndefined()
  expect(checkApproved(runOf('slack:olga', [agree('run.by == ana'), ship()]), 'ship', production)).toBeUndefined()
})

test('an item of a list is looked at as its step is', () => {
  const each = { ...ship(), forEach: ['payments'] }
  const run = { ...runOf(SCHEDULE_ACTOR, [agree('run.by == ana'), ship()]) }
  if (run.plan.kind !== 'workflow') throw new Error('a workflow')
  const definition = { ...run.plan.definition, steps: [agree('run.by == ana'), each] }
  expect(checkApproved({ ...run, plan: { ...run.plan, definition } }, 'ship/1', production)).toBeDefined()
})
