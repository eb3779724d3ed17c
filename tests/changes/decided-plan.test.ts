import { expect, test } from 'vitest'
import { decidedPlan } from '../../src/changes/approvals/decided-plan.ts'
import type { ChangeRequest } from '../../src/domain/change-request.ts'
import type { Risk } from '../../src/domain/risk.ts'
import { deployPlan } from '../support/deploy-plan.ts'

const asked = (given: Partial<ChangeRequest> = {}): ChangeRequest =>
  ({ change: 'CHG-1', plan: deployPlan(), planHash: 'abc', ...given }) as ChangeRequest

test('what was before whoever decides has a hash, also before the evidence is gathered', () => {
  const risk = { verdict: 'hold', reasons: ['3 failed deployments today.'] } as unknown as Risk
  const found = { commits: [], commitCount: 0, open: { drifts: [], changes: [], tasks: [] } }
  const seen = [
    asked(),
    asked({ risk }),
    asked({ evidence: { hash: 'e1', found } }),
    asked({ evidence: { hash: 'e2', found } }),
    asked({ planHash: 'other' }),
  ].map((change) => decidedPlan(change).seen)
  expect(new Set(seen).size).toBe(seen.length)
  expect(decidedPlan(asked()).seen).toBe(seen[0])
})

test('only a decision before the evidence says that it was one', () => {
  expect(decidedPlan(asked())).toMatchObject({ beforeEvidence: true })
  const found = { commits: [], commitCount: 0, open: { drifts: [], changes: [], tasks: [] } }
  expect(decidedPlan(asked({ evidence: { hash: 'e1', found } }))).not.toHaveProperty('beforeEvidence')
})
