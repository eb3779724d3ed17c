import { expect, onTestFinished, test } from 'vitest'
import { readWorkflows } from '../../config/workflows.ts'
import { releasesInLog } from '../../src/app/wiring/pruning.ts'
import { startRun } from '../../src/runs/start-run.ts'
import { transact } from '../../src/runtime/transact.ts'
import { deployPlan } from '../support/deploy-plan.ts'
import { openMemoryStore } from '../support/memory-store.ts'

test('the release of a task that has not ended is needed, and that of another service is not', async () => {
  const store = await openMemoryStore()
  onTestFinished(() => store.close())
  const now = new Date('2026-03-02T09:00:00Z')
  const sha = 'b'.repeat(40)
  const plan = deployPlan({ service: 'billionmail', environment: 'production', release: { sha, version: 'v1.0.0' } })
  expect(await releasesInLog(store, 'billionmail')).toEqual([])
  const request = { task: 'TASK-1', plan, by: 'slack:ana', groups: [], thread: 'slack:C1:1' } as const
  await transact(store, { correlationId: 'c', actor: 'test' }, now, (transaction) =>
    startRun(transaction, request, readWorkflows(), now),
  )
  expect(await releasesInLog(store, 'billionmail')).toEqual([sha])
  expect(await releasesInLog(store, 'payments')).toEqual([])
})
