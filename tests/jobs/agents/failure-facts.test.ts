import { expect, test } from 'vitest'
import { type FailureFactsParts, triageFacts } from '../../../jobs/agents/failure/failure-facts.ts'
import { triageRun } from '../../../jobs/agents/failure/triage/rules.ts'
import type { DeployPlan } from '../../../src/domain/plans/deploy.ts'
import { runs } from '../../../src/domain/projections.ts'
import type { Run } from '../../../src/domain/run.ts'
import type { Documents } from '../../../src/ports/event-store.ts'
import { steppingClock } from './toy-agent.ts'

const plan: DeployPlan = {
  kind: 'deploy',
  service: 'billionmail',
  environment: 'staging',
  ref: 'v1.0.0',
  from: { sha: 'b'.repeat(40), version: 'v0.9.0' },
  release: { sha: 'a'.repeat(40), version: 'v1.0.0' },
  commits: [],
  commitCount: 1,
  strategy: 'blue-green',
  recipe: 'usual',
}

const failed = (task: Run['task'], changes: Partial<DeployPlan> = {}): Run & { readonly plan: DeployPlan } => ({
  task,
  plan: { ...plan, ...changes },
  ...{ by: 'slack:ana', groups: [], thread: 'slack:C1:1', state: 'failed', steps: {}, attempts: {} },
  ...{ requestedAt: '2026-03-02T09:00:00Z', endedAt: '2026-03-02T09:01:00Z' },
  failure: { reason: `${task} went wrong.`, nextStep: 'Look.', logTail: 'npm ERR! code ETARGET' },
})

/** Lists as the store does: whatever has all the labels. */
const documentsWith = (...all: readonly Run[]): Documents => ({
  get: async () => undefined,
  list: async (_, { labels = [] } = {}) =>
    all.filter((run) => labels.every((label) => runs.labels(run).includes(label))) as never,
})

const source: FailureFactsParts['source'] = {
  changesBetween: async () => [],
  lastAuthors: async () => [{ path: 'package.json', author: 'Ana', at: '2026-03-01T09:00:00Z', sha: 'c'.repeat(40) }],
}

const facts = (changes: Partial<FailureFactsParts> = {}, ...others: readonly Run[]) =>
  triageFacts(failed('TASK-1'), { clock: steppingClock(), documents: documentsWith(...others), source, ...changes })

test('a repository that has to be fetched first is not waited for, and that is said', async () => {
  const never = new Promise<never>(() => {})
  const atOnce = (_: Date, wake: () => void): (() => void) => {
    wake()
    return () => {}
  }
  const { blame, blameUnknown, ...rest } = await facts({
    clock: { ...steppingClock(), at: atOnce },
    source: { ...source, changesBetween: () => never },
  })
  expect([blame, blameUnknown]).toEqual([undefined, true])
  expect(triageRun({ ...rest, blameUnknown: true }).next.at(-1)).toContain('could not look up in time who changed it')
})

test('one that answers says who changed it last, and by no more than a name', async () => {
  expect(await facts()).toMatchObject({ blame: [{ author: 'Ana', commit: 'c'.repeat(40) }] })
  const [found] = await source.lastAuthors('', '', [])
  const lastAuthors = async () => (found ? [{ ...found, author: 'see https://evil.example/fix' }] : [])
  const { blame } = await facts({ source: { ...source, lastAuthors } })
  expect(blame?.[0]?.author).toBe('see (link left out)')
})

test('what happened in another environment, or was of another kind, is not among the facts', async () => {
  const { recent } = await facts(
    {},
    failed('TASK-1'),
    failed('TASK-2'),
    failed('TASK-3', { environment: 'production' }),
    failed('TASK-4', { kind: 'rollback' }),
    failed('TASK-5', { service: 'payments' }),
  )
  expect(recent.map(({ task }) => task)).toEqual(['TASK-2'])
})
