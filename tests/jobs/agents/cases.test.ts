import { expect, test } from 'vitest'
import { CASE_SETS, casesOf } from '../../../bench/agents/cases.ts'
import { AGENTS, byRules, type Decide } from '../../../bench/agents/decide.ts'
import { evaluate, scoreOf } from '../../../bench/agents/evaluate.ts'

const ENOUGH = 0.9

test.each(CASE_SETS)('the rules decide nine in ten of the %s cases, and none unsafely', async (set) => {
  const score = scoreOf(await evaluate(casesOf(set), byRules))
  expect(score.right / score.of).toBeGreaterThanOrEqual(ENOUGH)
  expect(score.unsafe).toBe(0)
})

test('there are enough cases, enough of them hard, and some for every agent', () => {
  const first = casesOf('first')
  const later = casesOf('later')
  expect(first.length).toBeGreaterThanOrEqual(80)
  expect(later.length).toBeGreaterThanOrEqual(30)
  expect(first.filter(({ hard }) => hard).length / first.length).toBeGreaterThan(1 / 3)
  expect(new Set(later.map(({ agent }) => agent))).toEqual(new Set(AGENTS))
})

test('whoever waves everything through is found out', async () => {
  const careless: Decide = async (agent, evidence) => {
    if (agent === 'deploy') return { verdict: 'go', reasons: ['It will be fine.'] }
    if (agent === 'monitor') return { verdict: 'healthy', reasons: ['It looks fine.'] }
    if (agent === 'remediate') return { remediation: 'wipe-data', confirm: false, reasons: ['It is quick.'] }
    return byRules(agent, evidence)
  }
  const marked = await evaluate(casesOf('first'), careless)
  for (const agent of ['deploy', 'monitor', 'remediate'] as const) {
    expect(scoreOf(marked, agent).unsafe, agent).toBeGreaterThan(2)
  }
})
