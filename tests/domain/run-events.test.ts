import { expect, test } from 'vitest'
import { RUN_PLAN_KINDS } from '../../src/domain/plan.ts'
import { isRunCompleted, isRunEnded, isRunRequested } from '../../src/domain/run-events.ts'

test.each(RUN_PLAN_KINDS)('how a task of the kind “%s” starts and ends is told by its events', (kind) => {
  const type = (end: string) => ({ type: `cicd.${kind}.${end}` })
  expect(isRunRequested(type(kind === 'rollback' ? 'triggered' : 'requested'))).toBe(true)
  expect(['completed', 'failed', 'cancelled'].every((end) => isRunEnded(type(end)))).toBe(true)
  expect(['completed', 'failed', 'cancelled'].map((end) => isRunCompleted(type(end)))).toEqual([true, false, false])
})

test('a kind of two words is told too, and other events are none of these', () => {
  expect(isRunEnded({ type: 'cicd.config-push.failed' })).toBe(true)
  expect(
    ['run.step.completed', 'run.cancel.requested', 'cicd.deploy.started'].some((type) => isRunEnded({ type })),
  ).toBe(false)
  expect(isRunRequested({ type: 'confirmation.requested' })).toBe(false)
})
