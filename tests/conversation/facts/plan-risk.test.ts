import { expect, test } from 'vitest'
import { tellPlanRisk } from '../../../src/conversation/facts/plan-risk.ts'
import type { Confirmation } from '../../../src/domain/confirmation.ts'
import { en } from '../../../src/texts/en/texts.ts'

test('no cancellation is called safe, nor said to restore anything', () => {
  const plan = { kind: 'cancel', task: 'TASK-2', title: 'Build payments', service: 'payments' } as const
  const told = JSON.stringify(tellPlanRisk({ plan } as unknown as Confirmation, { texts: en }))
  expect(told).toContain('Cancel TASK-2: what serves is left as it is.')
  expect(told).not.toMatch(/safe|restores/i)
})
