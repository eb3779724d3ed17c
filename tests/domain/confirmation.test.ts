import { expect, test } from 'vitest'
import {
  type Confirmation,
  decideAnswer,
  evolveConfirmation,
  isDue,
  stillHolds,
} from '../../src/domain/confirmation.ts'
import { planHash } from '../../src/domain/plan.ts'
import type { DeployPlan } from '../../src/domain/plans/deploy.ts'

const plan: DeployPlan = {
  kind: 'deploy',
  service: 'billionmail',
  environment: 'production',
  ref: 'main',
  release: { sha: 'b'.repeat(40), version: 'v1.1.0' },
  from: { sha: 'a'.repeat(40), version: 'v1.0.0' },
  commits: [],
  commitCount: 0,
  strategy: 'blue-green',
  recipe: 'usual',
}

const open: Confirmation = {
  confirmation: 'c1',
  plan,
  planHash: planHash(plan),
  thread: 'slack:C1:1',
  by: 'slack:ana',
  groups: [],
  expiresAt: '2026-03-10T10:10:00.000Z',
  rule: 'Every change to production needs confirmation.',
  buttons: { confirm: 'yes', cancel: 'no' },
  state: { kind: 'open' },
  requestedAt: '2026-03-10T10:00:00.000Z',
}

const inTime = new Date('2026-03-10T10:09:59.999Z')
const tooLate = new Date('2026-03-10T10:10:00.000Z')

test('the person who asked says yes or no', () => {
  expect(decideAnswer(open, { by: 'slack:ana', yes: true }, inTime)).toEqual({ kind: 'give' })
  expect(decideAnswer(open, { by: 'slack:ana', yes: false }, inTime)).toEqual({ kind: 'decline' })
})

test('nobody else can answer', () => {
  expect(decideAnswer(open, { by: 'slack:ben', yes: true }, inTime)).toEqual({ kind: 'not-yours', owner: 'slack:ana' })
})

test('an answer in the very moment of expiry is too late, whoever gives it', () => {
  expect(decideAnswer(open, { by: 'slack:ana', yes: true }, tooLate)).toEqual({ kind: 'expire' })
  expect(decideAnswer(open, { by: 'slack:ben', yes: false }, tooLate)).toEqual({ kind: 'expire' })
  expect([isDue(open, inTime), isDue(open, tooLate)]).toEqual([false, true])
})

test.each([
  [{ type: 'confirmation.given', confirmation: 'c1', by: 'slack:ana' }, 'given'],
  [{ type: 'confirmation.declined', confirmation: 'c1', by: 'slack:ana' }, 'declined'],
  [{ type: 'confirmation.expired', confirmation: 'c1' }, 'expired'],
  [{ type: 'confirmation.superseded', confirmation: 'c1', reason: 'main has moved.' }, 'superseded'],
] as const)('after %o nothing more can be decided', (body, kind) => {
  const settled = evolveConfirmation(open, { body, at: '2026-03-10T10:01:00.000Z' })
  expect(settled?.state.kind).toBe(kind)
  expect(settled && decideAnswer(settled, { by: 'slack:ana', yes: true }, inTime).kind).toBe('already')
})

test('a plan holds while it would do the same, and no longer when the commit, the strategy or what serves is another', () => {
  const holds = (change: Partial<DeployPlan>): boolean => stillHolds(open, { ...plan, ...change })
  expect(holds({ ref: 'v1.1.0', commits: [], commitCount: 7 })).toBe(true)
  expect(holds({ release: { sha: 'c'.repeat(40), version: 'v1.1.0' } })).toBe(false)
  expect(holds({ from: { sha: 'c'.repeat(40), version: 'v1.0.0' } })).toBe(false)
  expect(holds({ strategy: 'recreate' })).toBe(false)
  expect(holds({ environment: 'staging' })).toBe(false)
  expect(holds({ recipe: 'another start command' })).toBe(false)
  expect(holds({ kind: 'rollback' })).toBe(false)
})
