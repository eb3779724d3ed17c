import { expect, test } from 'vitest'
import { stepMarks } from '../../src/cards/run-steps.ts'
import type { Run } from '../../src/domain/run.ts'
import type { Workflow } from '../../src/domain/workflow.ts'
import { en } from '../../src/texts/en/texts.ts'
import { failedRun } from '../tools/tool-world.ts'

const workflow: Workflow = {
  id: 'release',
  steps: [
    { id: 'scan', worker: 'build', needs: [], shows: 'scanning' },
    { id: 'put', worker: 'deploy', needs: ['scan'], shows: ['starting', 'healthy', 'canary', 'switched'] },
  ],
}

function marks(changes: Partial<Run>): readonly string[] {
  const { phase: _, ...run } = failedRun()
  const shown = stepMarks({ ...run, state: 'running', startedAt: run.requestedAt, ...changes }, workflow, en)
  return shown.map(({ label, state }) => `${label} ${state}`)
}

test('what a workflow says its steps show is what a card draws, in that order', () => {
  expect(marks({ steps: { scan: 'running' } })).toEqual([
    'queued done',
    'scanning active',
    'starting pending',
    'healthy pending',
    'switched pending',
  ])
  expect(marks({ steps: { scan: 'done', put: 'running' }, phase: 'healthy' }).slice(1)).toEqual([
    'scanning done',
    'starting done',
    'healthy done',
    'switched pending',
  ])
})

test('a step that has failed or was cancelled in a phase says so', () => {
  expect(marks({ steps: { scan: 'failed' } })[1]).toBe('scanning failed')
  expect(marks({ steps: { scan: 'done', put: 'failed' }, phase: 'starting' })[2]).toBe('starting failed')
  expect(marks({ steps: { scan: 'done', put: 'cancelled' }, phase: 'starting' })[2]).toBe('starting pending')
})

test('a canary that waits for its next look is under way, and shown only where there is one', () => {
  const { plan } = failedRun()
  const canary = { plan: { ...plan, strategy: 'canary' as const }, phase: 'canary' as const }
  expect(marks({ steps: { scan: 'done', put: 'paused' }, ...canary }).slice(3)).toEqual([
    'healthy done',
    'canary active',
    'switched pending',
  ])
})
