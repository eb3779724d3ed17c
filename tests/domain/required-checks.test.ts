import { expect, test } from 'vitest'
import { countChecks } from '../../src/domain/commit-checks.ts'
import { checksVerdict, type KnownChecks } from '../../src/domain/gates/required-checks.ts'

const PLACE = { service: 'payments', environment: 'production' }
const known = (...checks: Extract<KnownChecks, { kind: 'known' }>['checks']): KnownChecks => ({ kind: 'known', checks })
const MAY_FAIL = { name: 'docs', state: 'red', mayFail: true } as const
const GREEN = { name: 'test', state: 'green' } as const

test('a check that may fail is asked for only by a rule that names it', () => {
  const [every] = checksVerdict([{}], PLACE, known(GREEN, MAY_FAIL), true)
  expect(every).toMatchObject({ blocks: false, green: 1, red: [] })
  const [named] = checksVerdict([{ checks: ['docs'] }], PLACE, known(GREEN, MAY_FAIL), true)
  expect(named).toMatchObject({ blocks: true, red: ['docs'] })
  expect(countChecks([GREEN, MAY_FAIL])).toEqual({ green: 1, all: 1, red: [], running: [] })
})

test('several rules at one place add up, and one elsewhere has no say', () => {
  const rules = [{ checks: ['lint'] }, { checks: ['test'] }, { environments: ['staging'], checks: ['load'] }]
  const [verdict] = checksVerdict(rules, PLACE, known(GREEN), true)
  expect(verdict).toMatchObject({ blocks: true, missing: ['lint'], green: 1 })
  expect(checksVerdict([rules[2] ?? {}], PLACE, known(GREEN), true)).toEqual([])
})

test('what restores a release is told and not stopped', () => {
  expect(checksVerdict([{}], PLACE, { kind: 'unknown', sentence: 'Away.' }, false)).toMatchObject([{ blocks: false }])
})

test('checks of one name are told once, and each of them must be green', () => {
  const red = { name: 'test', state: 'red' } as const
  const [verdict] = checksVerdict([{}], PLACE, known(red, red, GREEN), true)
  expect(verdict).toMatchObject({ blocks: true, red: ['test'], green: 1 })
  expect(countChecks([red, red, GREEN])).toEqual({ green: 1, all: 3, red: ['test'], running: [] })
})
