import { expect, test } from 'vitest'
import { type Answerer, type ChangeAnswer, decideChange } from '../../../src/domain/approvals/decide-change.ts'
import type { ChangeRequest } from '../../../src/domain/change-request.ts'

const NOW = new Date('2026-03-02T09:00:00Z')
const REQUIRED = [{ count: 1, roles: ['sre'] }]
const CHANGE = {
  round: 2,
  state: { kind: 'pending' },
  expiresAt: '2026-03-02T12:00:00Z',
  approvals: [],
  ticked: ['c1'],
} as unknown as ChangeRequest
const BEN: Answerer = {
  person: 'ben',
  asker: 'ana',
  roles: ['sre'],
  hasRight: false,
  mayBreakGlass: true,
  othersCanApprove: false,
  hasApproved: false,
  round: 2,
}

const decided = (answer: ChangeAnswer, answerer: Answerer) => decideChange(CHANGE, answer, answerer, REQUIRED, NOW).kind

const APPROVE = { kind: 'approve', conditions: [] } as const
const BREAK = { kind: 'break-glass', reason: 'production is down' } as const

test.each<ChangeAnswer>([APPROVE, { kind: 'reject' }, { kind: 'tick', condition: 'c1' }, BREAK])(
  'an answer to an earlier plan counts for none: %o',
  (answer) => {
    expect(decided(answer, { ...BEN, round: 1 })).toBe('moved')
  },
)

test('whoever asked withdraws whatever the plan is by now', () => {
  expect(decided({ kind: 'withdraw' }, { ...BEN, person: 'ana', round: 1 })).toBe('accept')
})

test('the glass is broken with a reason only', () => {
  expect(decided({ ...BREAK, reason: ' ' }, BEN)).toBe('no-reason')
  expect(decided(BREAK, BEN)).toBe('accept')
})

test('whoever asked breaks the glass on their own change only while nobody else can approve it', () => {
  const ana = { ...BEN, person: 'ana' }
  expect(decided(BREAK, { ...ana, othersCanApprove: true })).toBe('others-can')
  expect(decided(BREAK, ana)).toBe('accept')
})
