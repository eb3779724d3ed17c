import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { openEmbeddedStore } from '../../adapters/store/embedded.ts'
import type { ShipmateEvent } from '../../src/domain/events.ts'
import type { TaskId } from '../../src/domain/ids.ts'
import { projections, runs, UNEXPLAINED } from '../../src/domain/projections.ts'
import { runStream } from '../../src/domain/run.ts'
import { deployPlan } from '../support/deploy-plan.ts'

const folder = mkdtempSync(join(tmpdir(), 'shipmate-relabel-'))
afterAll(() => rmSync(folder, { recursive: true }))

const plan = deployPlan()

function failedRun(task: TaskId) {
  const failure = { reason: 'It does not build.', nextStep: 'Look.', logTail: 'npm ERR!' }
  const request = { task, plan, by: 'slack:ana', groups: [], thread: 'slack:C1:1' } as const
  const bodies: readonly ShipmateEvent[] = [
    { type: 'cicd.deploy.requested', ...request },
    { type: 'cicd.deploy.failed', task, plan, ...failure },
  ]
  return { streams: [{ stream: runStream(task), expectedVersion: 0, bodies }], correlationId: 'c', actor: 'worker' }
}

test('a failure that an older version has appended, and nobody has told, is found; one that was told is left alone', async () => {
  const older = await openEmbeddedStore({ folder, projections })
  const told = await older.store.append({ ...failedRun('TASK-1'), at: new Date() })
  await older.store.append({ ...failedRun('TASK-2'), at: new Date() })
  const position = told.kind === 'appended' ? (told.events.at(-1)?.position ?? 0) : 0
  await older.store.checkpoints.advance('narrator', 0, position)
  // As they stand when a version has folded them that knows of no such label.
  await older.pool.query(`UPDATE shipmate.document SET labels = array_remove(labels, '${UNEXPLAINED}')`)
  expect(await older.store.list(runs, { labels: [UNEXPLAINED] })).toEqual([])
  await older.store.close()

  const { store } = await openEmbeddedStore({ folder, projections })
  expect((await store.list(runs, { labels: [UNEXPLAINED] })).map(({ task }) => task)).toEqual(['TASK-2'])
  expect(await store.list(runs, { labels: ['failed', 'service:billionmail'] })).toHaveLength(2)
  await store.close()
})
