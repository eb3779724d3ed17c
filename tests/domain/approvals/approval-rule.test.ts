import { expect, test } from 'vitest'
import { type ApprovalCase, type ApprovalRule, rulesFor } from '../../../src/domain/approvals/approval-rule.ts'

const asked: ApprovalCase = {
  action: 'deploy',
  service: 'payments',
  environment: 'production',
  strategy: 'blue-green',
  risk: 'go',
  at: new Date('2026-03-02T09:00:00Z'),
  touched: ['db/migrations/007.sql', 'src/app.ts'],
}
const applies = (rule: Partial<ApprovalRule>, more: Partial<ApprovalCase> = {}): boolean =>
  rulesFor([{ count: 1, roles: [], actions: ['deploy'], expiresMinutes: 60, ...rule }], { ...asked, ...more }).length >
  0

test('what a rule leaves out matches everything, and what it says must match', () => {
  expect(applies({})).toBe(true)
  expect(applies({ environments: ['production'], services: ['payments'], strategies: ['blue-green'] })).toBe(true)
  expect(applies({ environments: ['staging'] })).toBe(false)
  expect(applies({ services: ['billionmail'] })).toBe(false)
  expect(applies({ strategies: ['canary'] })).toBe(false)
  expect(applies({}, { action: 'rollback' })).toBe(false)
  expect(applies({ actions: ['deploy', 'rollback'] }, { action: 'rollback' })).toBe(true)
})

test('a rule for a risk needs one that is known', () => {
  expect(applies({ risk: ['go'] })).toBe(true)
  expect(applies({ risk: ['hold'] })).toBe(false)
  expect(applies({ risk: ['go'] }, { risk: undefined })).toBe(false)
})

test.each([
  ['db/migrations', true],
  ['db/migrations/', true],
  ['db', true],
  ['**/*.sql', true],
  ['db/**', true],
  ['src/*.ts', true],
  ['*.sql', false],
  ['migrations', false],
  ['db/migration', false],
  ['db/migrations/00?.sql', true],
  ['src/app.t', false],
  ['src/app+ts', false],
])('the pattern %s is touched: %s', (pattern, is) => {
  expect(applies({ touches: [pattern] })).toBe(is)
})

test('where nobody can tell what differs, every path counts as touched', () => {
  expect(applies({ touches: ['docs'] })).toBe(false)
  expect(applies({ touches: ['docs'] }, { touched: undefined })).toBe(true)
})
