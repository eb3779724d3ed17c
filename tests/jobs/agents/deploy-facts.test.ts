import { expect, test } from 'vitest'
import { type DeployFactsParts, deployFacts } from '../../../jobs/agents/deploy-risk/deploy-facts.ts'
import { judgeRisk } from '../../../jobs/agents/deploy-risk/rules.ts'
import type { RequestCounts } from '../../../src/domain/error-budget.ts'
import type { DeployPlan } from '../../../src/domain/plans/deploy.ts'
import type { TrafficHistory } from '../../../src/ports/traffic-history.ts'
import { failedRun, toolWorld } from '../../tools/tool-world.ts'
import { steppingClock } from './toy-agent.ts'

const AT = '2026-03-02T09:10:00.000Z'
const DAY_MS = 24 * 60 * 60 * 1000
const OBJECTIVE = { availability: 99.5, days: 28 }
const { plan } = failedRun({ environment: 'production' })

const counting = (counts: RequestCounts): TrafficHistory => ({ counted: async () => ({ from: AT, ...counts }) })

const factsWith = (changes: Partial<DeployFactsParts>): ReturnType<typeof deployFacts> =>
  deployFacts(plan as DeployPlan, {
    clock: { ...steppingClock(), now: () => new Date(AT) },
    documents: toolWorld().store,
    source: { changesBetween: async () => [] },
    history: counting({ requests: 0, errors: 0 }),
    canaries: { canaryBlocker: async () => 'Nothing can share requests out here.' },
    objectiveAt: () => OBJECTIVE,
    isTrial: () => false,
    timeZone: 'UTC',
    ...changes,
  })

const unknownIn = (facts: Awaited<ReturnType<typeof deployFacts>>): boolean =>
  judgeRisk({ ...facts, firstDeploy: false })
    .reasons.join(' ')
    .includes('how much of the error budget is left')

test('the error budget is that of the place, over the days of its objective', async () => {
  const asked: unknown[] = []
  const history: TrafficHistory = {
    async counted(service, environment, since, until) {
      asked.push([service, environment, until.getTime() - since.getTime()])
      return { from: AT, requests: 10_000, errors: 20 }
    },
  }
  const facts = await factsWith({ history })
  expect(asked).toEqual([['payments', 'production', 28 * DAY_MS]])
  expect(facts.errorBudgetLeft).toBe(0.6)
  expect(facts.errorBudgetUnknown).toBeUndefined()
  expect(unknownIn(facts)).toBe(false)
})

test('a few requests more are the same facts, so that question, click and step share a decision', async () => {
  const [seen, later] = await Promise.all([
    factsWith({ history: counting({ requests: 20_000, errors: 31 }) }),
    factsWith({ history: counting({ requests: 20_050, errors: 31 }) }),
  ])
  expect(seen.errorBudgetLeft).toBe(0.69)
  expect(later).toEqual(seen)
})

test('no objective is no budget and nothing to say, and neither are too few requests', async () => {
  const counted: unknown[] = []
  const without = await factsWith({
    objectiveAt: () => undefined,
    history: { counted: async (...asked) => void counted.push(asked) },
  })
  expect(counted).toEqual([])
  const withFew = await factsWith({ history: counting({ requests: 1_999, errors: 9 }) })
  for (const facts of [without, withFew]) {
    expect(facts).not.toHaveProperty('errorBudgetLeft')
    expect(facts).not.toHaveProperty('errorBudgetUnknown')
    expect(unknownIn(facts)).toBe(false)
  }
})

test('an objective without figures is an unknown, whether nobody counts, or whoever does fails or takes too long', async () => {
  const atOnce = (_: Date, wake: () => void): (() => void) => {
    wake()
    return () => {}
  }
  const unknown = await Promise.all([
    factsWith({ history: { counted: async () => undefined } }),
    factsWith({ history: { counted: () => Promise.reject(new Error('the host is away')) } }),
    factsWith({
      history: { counted: () => new Promise(() => {}) },
      clock: { now: () => new Date(AT), at: atOnce },
    }),
  ])
  for (const facts of unknown) {
    expect(facts.errorBudgetLeft).toBeUndefined()
    expect(unknownIn(facts)).toBe(true)
  }
})
