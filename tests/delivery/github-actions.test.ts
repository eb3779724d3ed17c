import { expect, test } from 'vitest'
import type { DeployPhase } from '../../src/domain/release.ts'
import type { DeployOrder } from '../../src/ports/deployer.ts'
import { actionsTarget, untilEnded } from '../support/actions-place.ts'
import { type ActionsWorld, newWorld } from '../support/actions-server.ts'

const RELEASE = { sha: 'a'.repeat(40), version: 'v1.1.0' }
const ORDER: DeployOrder = {
  ...{ task: 'TASK-7', run: 'ask-1', fencingToken: 3, service: 'payments', environment: 'staging' },
  ...{ release: RELEASE, strategy: 'blue-green' },
}
const AGAIN: DeployOrder = { ...ORDER, since: '2026-03-02T09:00:00Z' }

async function begun(world: ActionsWorld = newWorld(), order: Partial<DeployOrder> = {}) {
  const target = await actionsTarget(world)
  const off = new AbortController()
  const phases: DeployPhase[] = []
  const once = (one: DeployOrder = { ...ORDER, ...order }) =>
    target.deploy(
      one,
      async (phase) => {
        phases.push(phase)
      },
      off.signal,
    )
  return {
    world,
    target,
    off,
    phases,
    once,
    all: () => untilEnded({ deploy: once }).deploy({ ...ORDER, ...order }, async () => {}, off.signal),
  }
}

const statesOf = ({ deployments }: ActionsWorld) =>
  deployments.map(({ statuses }) => statuses.map(({ state }) => state))

test('a workflow is dispatched with the release and its mark, and GitHub shows the deployment as it goes', async () => {
  const { world, all } = await begun()
  expect(await all()).toEqual({ kind: 'done' })
  expect(world.dispatches).toEqual([{ version: 'v1.1.0', sha: RELEASE.sha, shipmate: 'TASK-7 shipmate-100' }])
  expect(world.deployments).toMatchObject([{ ref: RELEASE.sha, payload: { shipmate: 'ask-1/TASK-7', token: 3 } }])
  expect(statesOf(world)).toEqual([['queued', 'in_progress', 'success']])
  expect(world.deployments[0]?.statuses.at(-1)?.log_url).toMatch(/actions\/runs\/900$/)
})

test('while it runs, the card says which jobs are done and where it is', async () => {
  const { world, once } = await begun()
  await once()
  await once(AGAIN)
  world.isStuck = true
  expect(await once(AGAIN)).toMatchObject({
    kind: 'paused',
    seen: '1 of 2 jobs done. In deploy: Push it out. https://github.example/acme/payments/actions/runs/900',
  })
})

test('it waits under the names that webhooks tell of, and looks more rarely once they have come', async () => {
  const { world, once } = await begun()
  expect(await once()).toMatchObject({
    awaits: ['github:acme/payments:shipmate-100'],
    until: '2026-03-02T09:00:08.000Z',
  })
  world.isStuck = true
  await once(AGAIN)
  expect(await once({ ...AGAIN, heard: '2026-03-02T09:00:04Z' })).toMatchObject({
    awaits: ['github:acme/payments:shipmate-100', 'github:acme/payments:run:900'],
    until: '2026-03-02T09:00:17.000Z',
  })
})

test('an answer that was lost on the way is not asked for again: the run is looked for', async () => {
  const { world, once } = await begun()
  world.faults.set('/dispatches', 502)
  expect(await once()).toMatchObject({ kind: 'paused' })
  world.faults.clear()
  expect(await once(AGAIN)).toMatchObject({ kind: 'paused' })
  expect(world.dispatches).toEqual([])
})

test('where no run appears after three minutes, the task fails and nothing is started', async () => {
  const { world, once } = await begun()
  world.faults.set('/dispatches', 502)
  await once()
  const deployment = world.deployments[0]
  deployment?.statuses.splice(0, 1, { id: 1, state: 'queued', created_at: '2026-03-02T08:50:00Z' })
  expect(await once(AGAIN)).toMatchObject({
    kind: 'failed',
    reason: expect.stringContaining('GitHub shows no run of deploy.yml for TASK-7'),
    nextStep: expect.stringContaining('run-name'),
  })
  expect(world.dispatches).toEqual([])
})

test.each([
  [422, 'inputs of target.inputs'],
  [404, 'default branch'],
  [403, 'write Actions'],
])('a dispatch that GitHub answers with %i fails with what to do', async (status, remedy) => {
  const { world, once } = await begun()
  world.faults.set('/dispatches', status)
  expect(await once()).toMatchObject({
    kind: 'failed',
    reason: expect.stringContaining('GitHub does not start deploy.yml'),
    nextStep: expect.stringContaining(remedy),
  })
  expect(statesOf(world)).toEqual([['queued', 'error']])
})

test('a run that fails is told with its job, its step and the end of its log, without secrets and times', async () => {
  const world = newWorld()
  world.broken.add('v1.1.0')
  const { all } = await begun(world)
  expect(await all()).toEqual({
    kind: 'failed',
    reason:
      'The run that deploys v1.1.0 ended as failure in deploy, at Push it out: https://github.example/acme/payments/actions/runs/900',
    nextStep: 'Fix what its log shows, then ask again.',
    logTail: 'Run ./push\nthe registry says [secret] is wrong',
    failedJobs: { run: 900, attempt: 1, url: 'https://github.example/acme/payments/actions/runs/900' },
  })
  expect(statesOf(world)).toEqual([['queued', 'in_progress', 'failure']])
})

test('a run whose log cannot be had is told without it', async () => {
  const world = newWorld()
  world.broken.add('v1.1.0')
  world.faults.set('/logs', 500)
  world.faults.set('/jobs', 500)
  const { all } = await begun(world)
  expect(await all()).toMatchObject({ kind: 'failed', reason: expect.stringContaining('ended as failure: https') })
})

test('called off while it runs, the run is cancelled on GitHub, and the task ends when that is over', async () => {
  const { world, once, off } = await begun()
  await once()
  await once(AGAIN)
  world.isStuck = true
  off.abort()
  expect(await once(AGAIN)).toEqual({ kind: 'cancelled' })
  expect(world.runs).toMatchObject([{ status: 'completed', conclusion: 'cancelled' }])
  expect(world.serving).toBeUndefined()
  expect(statesOf(world)[0]).toContain('error')
})

test('called off as the run ends well, it has ended well', async () => {
  const { world, once, off } = await begun()
  await once()
  await once(AGAIN)
  off.abort()
  expect(await once(AGAIN)).toEqual({ kind: 'done' })
  expect(world.serving).toBe('v1.1.0')
})

test('called off before the run is shown, it is waited for and cancelled', async () => {
  const world = newWorld()
  world.hiddenLooks = 4
  const { once, off } = await begun(world)
  await once()
  off.abort()
  expect(await once(AGAIN)).toEqual({ kind: 'cancelled' })
  expect(world.runs).toMatchObject([{ conclusion: 'cancelled' }])
})

test('a run that somebody cancels on GitHub fails the task', async () => {
  const { world, once } = await begun()
  await once()
  world.isStuck = true
  for (const run of world.runs) Object.assign(run, { status: 'completed', conclusion: 'cancelled' })
  expect(await once(AGAIN)).toMatchObject({
    kind: 'failed',
    reason: expect.stringContaining('was cancelled on GitHub'),
  })
})

test('a run that takes too long is cancelled and told', async () => {
  const { world, once } = await begun()
  await once()
  world.isStuck = true
  const late = await once({ ...ORDER, since: '2026-03-02T07:00:00Z' })
  expect(late).toMatchObject({ kind: 'failed', reason: expect.stringContaining('took longer than 60 min') })
  expect(world.runs).toMatchObject([{ conclusion: 'cancelled' }])
})

test('while GitHub has a fault of its own, a run that was started is waited for', async () => {
  const { world, once } = await begun()
  await once()
  world.faults.set('/runs', 503)
  expect(await once(AGAIN)).toMatchObject({ kind: 'paused' })
  world.faults.clear()
  expect(await once(AGAIN)).toMatchObject({ kind: 'paused' })
  expect(world.dispatches).toHaveLength(1)
})

test('without the right to see deployments nothing is started', async () => {
  const { world, once } = await begun()
  world.faults.set('/deployments', 403)
  expect(await once()).toMatchObject({ kind: 'failed', nextStep: expect.stringContaining('may write Deployments') })
  expect(world.dispatches).toEqual([])
})

test('a task of the same number in another log is another task', async () => {
  const { world, all } = await begun()
  await all()
  const other = await begun(world, { run: 'ask-of-another-log', fencingToken: 9 })
  expect(await other.all()).toEqual({ kind: 'done' })
  expect(world.dispatches).toHaveLength(2)
})

test('the deployment before is shown as inactive once the next is live, and not when that fails', async () => {
  const { world, all } = await begun()
  await all()
  world.broken.add('v1.2.0')
  const release = { sha: 'b'.repeat(40), version: 'v1.2.0' }
  await (await begun(world, { task: 'TASK-8', fencingToken: 4, release })).all()
  expect(statesOf(world)[0]).toEqual(['queued', 'in_progress', 'success'])
  world.broken.clear()
  await (await begun(world, { task: 'TASK-9', fencingToken: 5, release })).all()
  expect(statesOf(world)).toEqual([
    ['queued', 'in_progress', 'success', 'inactive'],
    ['queued', 'in_progress', 'failure'],
    ['queued', 'in_progress', 'success'],
  ])
})

/** A run of TASK-7 that has failed, and an order to run its failed jobs again. */
async function failedOnce() {
  const world = newWorld()
  world.broken.add('v1.1.0')
  const first = await begun(world)
  const outcome = await first.all()
  const { failedJobs: rerun } = outcome as { failedJobs: NonNullable<DeployOrder['rerun']> }
  world.broken.clear()
  return { world, again: { task: 'TASK-8', run: 'ask-2', fencingToken: 9, rerun } as const }
}

test('failed jobs are run again as another attempt of the same run, which is followed to its end', async () => {
  const { world, again } = await failedOnce()
  const { all } = await begun(world, again)
  expect(await all()).toEqual({ kind: 'done' })
  expect(world.dispatches).toHaveLength(1)
  expect(world.runs).toMatchObject([{ id: 900, attempt: 2, conclusion: 'success' }])
  expect(statesOf(world)[1]).toEqual(['queued', 'in_progress', 'success'])
})

test('an attempt that fails too can be run again itself', async () => {
  const { world, again } = await failedOnce()
  world.broken.add('v1.1.0')
  const { all } = await begun(world, again)
  expect(await all()).toMatchObject({ kind: 'failed', failedJobs: { run: 900, attempt: 2 } })
})

test('two workers beside each other, and one that comes later, run the failed jobs again once', async () => {
  const { world, again } = await failedOnce()
  const { all } = await begun(world, again)
  await Promise.all([all(), all()])
  await (await begun(world, { ...again, fencingToken: 11 })).all()
  expect(world.runs).toMatchObject([{ attempt: 2 }])
})

test('what somebody has run again on GitHub meanwhile is not run a second time', async () => {
  const { world, again } = await failedOnce()
  for (const run of world.runs) run.attempt = 2
  const { once } = await begun(world, again)
  expect(await once({ ...ORDER, ...again })).toMatchObject({
    kind: 'failed',
    reason: expect.stringContaining('Somebody has run the failed jobs again on GitHub already'),
  })
  expect(world.runs).toMatchObject([{ attempt: 2 }])
})

test('where GitHub refuses to run them again, the task fails with what to do', async () => {
  const { world, again } = await failedOnce()
  world.faults.set('/rerun-failed-jobs', 403)
  const { once } = await begun(world, again)
  expect(await once({ ...ORDER, ...again })).toMatchObject({
    kind: 'failed',
    reason: expect.stringContaining('GitHub does not run the failed jobs of https://github.example'),
    nextStep: expect.stringContaining('for 30 days'),
  })
})

test('called off while the attempt runs, it is cancelled on GitHub', async () => {
  const { world, again } = await failedOnce()
  const { once, off } = await begun(world, again)
  world.isStuck = true
  await once({ ...ORDER, ...again })
  off.abort()
  expect(await once({ ...AGAIN, ...again })).toEqual({ kind: 'cancelled' })
  expect(world.runs).toMatchObject([{ attempt: 2, conclusion: 'cancelled' }])
})

test('what it cannot do it says', async () => {
  const target = await actionsTarget()
  expect(await target.health('payments', 'staging')).toMatchObject({ state: 'unknown' })
  expect(await target.canaryBlocker('payments', 'staging')).toContain('GitHub Actions, which has no canaries')
  expect(target.abilities('payments', 'staging')).toMatchObject({ strategies: [], restart: { kind: 'lacking' } })
})
