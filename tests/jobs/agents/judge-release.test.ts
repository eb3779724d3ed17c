import { expect, onTestFinished, test } from 'vitest'
import { createReleaseJudge } from '../../../jobs/agents/release-monitor/judge-release.ts'
import { environmentStream } from '../../../src/domain/environment.ts'
import type { Health } from '../../../src/domain/release.ts'
import { runStream } from '../../../src/domain/run.ts'
import { transact } from '../../../src/runtime/transact.ts'
import { openMemoryStore } from '../../support/memory-store.ts'
import { failedRun } from '../../tools/tool-world.ts'
import { meansOf, steppingClock } from './toy-agent.ts'

const URL = 'http://payments.example'

/** What is made of a release that went live and of which this is found a minute later. */
async function judged(health: Health) {
  const store = await openMemoryStore()
  onTestFinished(() => store.close())
  const clock = steppingClock()
  const run = failedRun({ state: 'succeeded', endedAt: clock.now().toISOString() })
  const { task, plan, by, groups, thread } = run
  const place = { service: plan.service, environment: plan.environment, task }
  await transact(store, { correlationId: 'c', actor: by }, clock.now(), async (transaction) => {
    transaction.append(environmentStream(plan.service, plan.environment), {
      type: 'environment.lock.acquired',
      ...place,
    })
    transaction.append(
      runStream(task),
      { type: 'cicd.deploy.requested', task, plan, by, groups, thread },
      { type: 'cicd.deploy.completed', task, plan },
    )
  })
  const probe = { health: async () => health, measured: async () => undefined }
  const judge = createReleaseJudge({ log: store, documents: store, probe, ...meansOf(clock) })
  return judge.judge(run, 'c')
}

test('a release that somebody has stopped on purpose does not do badly, and one that is simply gone does', async () => {
  expect(await judged({ state: 'nothing-deployed', url: URL, isIntended: true })).toBeUndefined()
  expect(await judged({ state: 'nothing-deployed', url: URL })).toMatchObject({ verdict: 'roll-back' })
})
