import { expect, test } from 'vitest'
import { checkHealth } from '../../../jobs/workers/check-health.ts'
import { evolveRun } from '../../../src/domain/evolve-run.ts'
import type { Health } from '../../../src/domain/release.ts'
import type { Run } from '../../../src/domain/run.ts'
import { requestRun } from '../../../src/domain/run-decisions.ts'
import type { StepDefinition } from '../../../src/domain/workflows/definition.ts'

const START = '2026-03-02T09:00:00.000Z'
const AWAY: Health = { state: 'unknown', sentence: 'The Kubernetes API cannot be reached.', mayPass: true }
const NOTHING = { get: async () => undefined, list: async () => [] }
const given = { service: 'payments', environment: 'staging' }

function runOf(step: StepDefinition): Run {
  const definition = { id: 'w', inputs: {}, phrases: [], confirm: false, steps: [step] }
  const plan = { kind: 'workflow', definition, inputs: {}, key: 'k' } as const
  const body = requestRun({ task: 'TASK-1', plan, by: 'slack:ana', groups: [], thread: 'slack:C1:1' })
  const run = evolveRun(undefined, { body, at: START })
  const started = { type: 'run.step.started', task: 'TASK-1', step: 'check', attempt: 1 } as const
  const begun = run && evolveRun(run, { body: started, at: START })
  if (!begun) throw new Error('a run starts with its request')
  return begun
}

function check(health: Health, afterSeconds = 0, { timeoutMs = 0, signal = new AbortController().signal } = {}) {
  const own: StepDefinition = {
    ...{ id: 'check', uses: 'health', needs: [], with: given },
    ...(timeoutMs > 0 && { timeoutMs }),
  }
  const step = { id: 'check', needs: [], shows: 'check', own }
  const now = new Date(Date.parse(START) + afterSeconds * 1_000)
  const parts = { probe: { health: async () => health }, clock: { now: () => now }, store: NOTHING }
  return checkHealth(parts, { run: runOf(own), step, signal }, given)
}

test('a target that is away is asked again, less and less often, and the card says so', async () => {
  const seen = 'The Kubernetes API cannot be reached. Shipmate keeps asking until 09:05 UTC.'
  expect(await check(AWAY)).toEqual({ kind: 'paused', until: '2026-03-02T09:00:02.000Z', seen })
  expect(await check(AWAY, 30)).toEqual({ kind: 'paused', until: '2026-03-02T09:00:36.000Z', seen })
  expect(await check(AWAY, 200)).toMatchObject({ until: '2026-03-02T09:03:35.000Z' })
  expect(await check(AWAY, 299)).toMatchObject({ until: '2026-03-02T09:05:00.000Z' })
})

test('it fails when its time is over: its own, where it has one', async () => {
  expect(await check(AWAY, 300)).toMatchObject({ kind: 'failed', reason: AWAY.sentence })
  expect(await check(AWAY, 20, { timeoutMs: 60_000 })).toMatchObject({ kind: 'paused' })
  expect(await check(AWAY, 60, { timeoutMs: 60_000 })).toMatchObject({ kind: 'failed' })
})

test('what can never tell fails at once, and so does what is ill', async () => {
  expect(await check({ state: 'unknown', sentence: 'It has no status command.' })).toMatchObject({ kind: 'failed' })
  const release = { sha: 'a'.repeat(40), version: 'v1.0.0' }
  const ill: Health = { state: 'unhealthy', release, sentence: '0 of 2 replicas are ready.' }
  expect(await check(ill)).toMatchObject({ kind: 'failed', reason: '0 of 2 replicas are ready.' })
  const well: Health = { state: 'healthy', release, since: START }
  expect(await check(well)).toMatchObject({ kind: 'done', outputs: { version: 'v1.0.0' } })
})

test('called off while it waits, it asks no more', async () => {
  expect(await check(AWAY, 10, { signal: AbortSignal.abort() })).toEqual({ kind: 'cancelled' })
})
