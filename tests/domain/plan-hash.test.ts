import { expect, test } from 'vitest'
import { planHash } from '../../src/domain/plan.ts'
import type { BuildPlan } from '../../src/domain/plans/build.ts'
import type { CancelPlan } from '../../src/domain/plans/cancel.ts'
import type { DeployPlan } from '../../src/domain/plans/deploy.ts'
import type { PromotePlan } from '../../src/domain/plans/promote.ts'
import { readStoredLog, storedLogs } from '../support/stored-logs.ts'

const release = { sha: 'b'.repeat(40), version: 'v1.1.0' }
const build: BuildPlan = { kind: 'build', service: 'api', ref: 'v1.1.0', release, strategy: 'cache', recipe: 'usual' }
const deploy: DeployPlan = {
  kind: 'deploy',
  service: 'api',
  environment: 'staging',
  ref: 'v1.1.0',
  release,
  from: { sha: 'a'.repeat(40), version: 'v1.0.0' },
  commits: [],
  commitCount: 0,
  strategy: 'blue-green',
  recipe: 'usual',
}
const cancel: CancelPlan = {
  kind: 'cancel',
  task: 'TASK-1',
  title: 'Deploy api',
  service: 'api',
  environment: 'staging',
}

const promote: PromotePlan = {
  ...{ kind: 'promote', task: 'TASK-1', step: 'deploy', service: 'api', environment: 'staging', release },
  ...{ canary: { percent: 10, minutes: 10 }, minutes: 2, seen: ['3 requests.'] },
}

/** Questions that are open, and approved tasks, hold these: another value here voids them. */
test.each([
  ['a build', build, 'f55f794e32b84ba1e88d4a2438dafd590a193f7446193f18a5da33bd1b5783b5'],
  ['a deployment', deploy, 'c80de695999ccbe29a73d065c5d5a24c49998f56a6209b40bebb74fd87ee6ab1'],
  [
    'the first deployment',
    { ...deploy, from: undefined } as unknown as DeployPlan,
    '2be591a3be21b40c117b75e7cded58578ca45caee77e3f3605ca826e37935eda',
  ],
  [
    'a canary',
    { ...deploy, strategy: 'canary', canary: { percent: 10, minutes: 10 } } as const,
    '8fadebbdd381745a8f7085d76efecc9be63070e6e36002d73013b62e9edd5f72',
  ],
  [
    'a rollback',
    { ...deploy, kind: 'rollback' } as const,
    '72e1c9c88108e6243ff2cda1339e257e769234f469dc0b8d463ffdcfc619d760',
  ],
  ['a cancellation', cancel, 'bb21495867b8548261de8b45e00b3e2a2e58193e7a11020b088eb284609cdfb9'],
  ['a promotion', promote, 'c767e6f2e69a01996c358f3ea11f433ad06c5de12802d0f9424c12b58505b323'],
])('the hash of %s stays what it is', (_, plan, hash) => {
  expect(planHash(plan)).toBe(hash)
})

test('what is seen of a canary changes every minute, and a question about its promotion stays the same', () => {
  expect(planHash({ ...promote, minutes: 3, seen: ['5 requests.'] })).toBe(planHash(promote))
  expect(planHash({ ...promote, task: 'TASK-2' })).not.toBe(planHash(promote))
  expect(planHash({ ...promote, step: 'deploy-again' })).not.toBe(planHash(promote))
})

test('plans of an earlier version have the hashes that it stored', () => {
  const asked = storedLogs
    .flatMap(readStoredLog)
    .flatMap(({ body }) => (body.type === 'confirmation.requested' ? [body] : []))
  expect(asked.length).toBeGreaterThan(5)
  for (const { plan, planHash: stored } of asked) expect(planHash(plan)).toBe(stored)
})
