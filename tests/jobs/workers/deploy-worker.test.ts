import { expect, test } from 'vitest'
import { createDeployWorker } from '../../../jobs/workers/deploy.ts'
import type { Assignment } from '../../../jobs/workers/step-worker.ts'
import type { DeployPlan } from '../../../src/domain/plans/deploy.ts'
import { systemClock } from '../../../src/ports/clock.ts'
import type { CanaryTrial } from '../../../src/ports/deployer.ts'
import { failedRun } from '../../tools/tool-world.ts'

/** The trial that a deployment of this is given. */
async function trialOf(plan: Partial<DeployPlan>): Promise<CanaryTrial | undefined> {
  let given: CanaryTrial | undefined
  const worker = createDeployWorker(
    {
      async deploy(...[, , , trial]) {
        given = trial
        return { kind: 'done' }
      },
    },
    { clock: systemClock, canaryJudge: { judge: () => Promise.reject(new Error('nobody asked')) } },
  )
  const run = failedRun()
  const assignment: Assignment = {
    run: { ...run, plan: { ...(run.plan as DeployPlan), ...plan } },
    step: { id: 'deploy', worker: 'deploy', needs: [], shows: 'deploying' },
    ...{ fencingToken: 1, signal: new AbortController().signal, correlationId: 'c' },
    ...{ report: async () => {}, judged: async () => {}, asksCi: async () => false },
  }
  await worker(assignment)
  return given
}

test('only a canary is put on trial', async () => {
  expect(await trialOf({ strategy: 'canary', canary: { percent: 10, minutes: 10 } })).toMatchObject({ percent: 10 })
  expect(await trialOf({ strategy: 'blue-green' })).toBeUndefined()
})
