import { expect, test } from 'vitest'
import { createDeployWorker } from '../../../jobs/workers/deploy.ts'
import type { Assignment } from '../../../jobs/workers/step-worker.ts'
import type { DeployPlan } from '../../../src/domain/plan.ts'
import { systemClock } from '../../../src/ports/clock.ts'
import type { Deployer } from '../../../src/ports/delivery.ts'
import { failedRun } from '../../tools/tool-world.ts'

/** What happens, in order, when this is deployed. */
async function deployed(plan: Partial<DeployPlan>, deploy: () => ReturnType<Deployer['deploy']>): Promise<string[]> {
  const happened: string[] = []
  const worker = createDeployWorker(
    {
      deploy(...[, , , trial]) {
        happened.push(trial ? 'on trial' : 'at once')
        return deploy()
      },
    },
    { clock: systemClock, canaryJudge: { judge: () => Promise.reject(new Error('nobody asked')) } },
  )
  const run = failedRun()
  const assignment: Assignment = {
    run: { ...run, plan: { ...(run.plan as DeployPlan), ...plan } },
    ...{ fencingToken: 1, signal: new AbortController().signal, correlationId: 'c' },
    ...{ report: async () => {}, judged: async () => {} },
    standAside() {
      happened.push('stands aside')
      return () => void happened.push('comes back')
    },
  }
  await worker(assignment).catch((error: Error) => happened.push(error.message))
  return happened
}

const done = async () => ({ kind: 'done' }) as const

test('a canary stands aside for its time, however it ends; what is over soon does not', async () => {
  const canary = { strategy: 'canary', canary: { percent: 10, minutes: 10 } } as const
  expect(await deployed(canary, done)).toEqual(['stands aside', 'on trial', 'comes back'])
  expect(await deployed(canary, () => Promise.reject(new Error('the host is away')))).toEqual([
    'stands aside',
    'on trial',
    'comes back',
    'the host is away',
  ])
  expect(await deployed({ strategy: 'blue-green' }, done)).toEqual(['at once'])
})
