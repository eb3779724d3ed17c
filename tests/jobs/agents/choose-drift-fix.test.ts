import { beforeAll, expect, test } from 'vitest'
import { createDriftFixJudge, type DriftFixParts } from '../../../jobs/agents/drift-fix/choose-drift-fix.ts'
import type { Drift, DriftChoice, FailedAttempts } from '../../../src/domain/drift.ts'
import type { EnvironmentState } from '../../../src/domain/environment.ts'
import type { ShipmateEvent } from '../../../src/domain/events.ts'
import type { Documents, Store } from '../../../src/ports/event-store.ts'
import { openMemoryStore } from '../../support/memory-store.ts'
import { meansOf, modelThatSays, steppingClock } from './toy-agent.ts'

let store: Store<ShipmateEvent>
let subject = 0

beforeAll(async () => {
  store = await openMemoryStore()
})

const release = { sha: 'b'.repeat(40), version: 'v1.1.0' }
const drift: Drift = {
  drift: 'd1',
  service: 'payments',
  environment: 'staging',
  task: 'TASK-2',
  kind: 'unhealthy',
  actual: 'v1.1.0',
  sentence: '/health answers 503.',
  expected: release,
  button: 'b1',
  foundAt: '2026-03-02T09:00:00.000Z',
}
const at = (previous: boolean): EnvironmentState => ({
  service: 'payments',
  environment: 'staging',
  waiting: [],
  current: { release, task: 'TASK-2', at: drift.foundAt },
  ...(previous && {
    previous: { release: { sha: 'a'.repeat(40), version: 'v1.0.0' }, task: 'TASK-1', at: drift.foundAt },
  }),
})

interface World extends Partial<DriftFixParts> {
  readonly hasBefore?: boolean
}

function chosen(of: Drift, failed: FailedAttempts, { hasBefore = true, ...parts }: World = {}): Promise<DriftChoice> {
  const documents = { get: async () => at(hasBefore) } as unknown as Documents
  const judge = createDriftFixJudge({
    ...{ log: store, documents, isTrial: () => true, allowed: ['redeploy', 'roll-back'] },
    ...meansOf(steppingClock()),
    ...parts,
  })
  return judge.choose(of, failed, `request-${++subject}`)
}

test('the least drastic comes first; what failed twice is not proposed again, and in the end a person has to look', async () => {
  expect((await chosen(drift, {})).remediation).toBe('redeploy')
  expect((await chosen(drift, { redeploy: 1 })).remediation).toBe('redeploy')
  expect((await chosen(drift, { redeploy: 2 })).remediation).toBe('roll-back')
  const last = await chosen(drift, { redeploy: 2, 'roll-back': 2 })
  expect(last.remediation).toBeUndefined()
  expect(last.reasons.join(' ')).toContain('A person has to look at it.')
})

test('there is no rolling back to nothing, nor from a version that nobody deployed', async () => {
  expect((await chosen(drift, { redeploy: 2 }, { hasBefore: false })).remediation).toBeUndefined()
  expect((await chosen({ ...drift, kind: 'version', actual: 'v0.9.0' }, { redeploy: 2 })).remediation).toBeUndefined()
})

test('only what the configuration allows is proposed', async () => {
  expect((await chosen(drift, {}, { allowed: ['roll-back'] })).remediation).toBe('roll-back')
  expect((await chosen(drift, {}, { allowed: [] })).remediation).toBeUndefined()
})

test('a model may leave it to a person, and choose nothing that the rules did not', async () => {
  const toAPerson = modelThatSays(steppingClock(), { confirm: true, reasons: ['The disk looks full; look first.'] })
  const left = await chosen(drift, {}, { model: toAPerson })
  expect(left.remediation).toBeUndefined()
  expect(left).toMatchObject({
    model: 'guardian:8b',
    reasons: expect.arrayContaining(['The disk looks full; look first.', 'A person has to look at it.']),
  })
  const drastic = modelThatSays(steppingClock(), {
    remediation: 'roll-back',
    confirm: true,
    reasons: ['Back at once.'],
  })
  expect((await chosen(drift, {}, { model: drastic })).remediation).toBe('redeploy')
})
