import { expect, test } from 'vitest'
import { PAUSED, PUT_BACK, saying, WAIT } from '../../support/hand-trial.ts'
import { clusterWith, V1, V2 } from '../../support/kubernetes/stage.ts'
import { at } from '../../support/kubernetes/stored-object.ts'

type Stage = Awaited<ReturnType<typeof clusterWith>>

const SINCE = '2026-03-02T09:00:00Z'

const named = (name: string) => ({ resource: 'deployments', namespace: 'shop', name })
const strategyOf = ({ cluster }: Stage): unknown => at(cluster.store.get(named('payments')), 'spec', 'strategy')
const candidate = ({ cluster }: Stage): unknown => cluster.store.get(named('payments-candidate'))

test('where two must never run at once, all old pods end before a new one starts', async () => {
  const stage = await clusterWith(V1)
  const order = { strategy: 'recreate' } as const
  await stage.order(V2, order).ended
  expect(strategyOf(stage)).toEqual({ type: 'Recreate' })
  stage.cluster.roll('shop')
  expect(await stage.order(V2, { ...order, fencingToken: 11, since: SINCE }).ended).toMatchObject({ kind: 'done' })
  expect(strategyOf(stage)).toEqual({ type: 'RollingUpdate' })
  expect(stage.reached()).toEqual(['v1.1.0', 'v1.1.0'])
})

test('a release that was taken back is not run beside the one that comes back; then pods are replaced as before', async () => {
  const stage = await clusterWith(V1)
  stage.cluster.behaves('v1.1.0', 'not-ready')
  await stage.order(V2, { strategy: 'recreate' }).ended
  stage.cluster.roll('shop')
  stage.halfAnHourPasses()
  const late = { strategy: 'recreate', since: SINCE } as const
  expect(await stage.order(V2, { ...late, fencingToken: 11 }).ended).toMatchObject({
    kind: 'paused',
    seen: 'Going back to v1.0.0. Ready 0 of 2.',
    stopping: true,
  })
  expect(strategyOf(stage)).toEqual({ type: 'Recreate' })
  stage.cluster.roll('shop')
  expect(await stage.order(V2, { ...late, fencingToken: 12 }).ended).toMatchObject({ kind: 'failed' })
  expect(strategyOf(stage)).toEqual({ type: 'RollingUpdate' })
  expect(stage.reached()).toEqual(['v1.0.0', 'v1.0.0'])
})

test('where the release before does not come up either, that is told, and the next deployment rolls again', async () => {
  const stage = await clusterWith(V1)
  stage.cluster.behaves('v1.1.0', 'no-image')
  await stage.order(V2, { strategy: 'recreate' }).ended
  stage.cluster.roll('shop')
  stage.cluster.behaves('v1.0.0', 'not-ready')
  const order = { strategy: 'recreate', since: SINCE } as const
  expect(await stage.order(V2, { ...order, fencingToken: 11 }).ended).toMatchObject({ kind: 'paused' })
  stage.cluster.roll('shop')
  stage.halfAnHourPasses()
  expect(await stage.order(V2, { ...order, fencingToken: 12 }).ended).toMatchObject({
    kind: 'failed',
    reason: expect.stringMatching(
      /v1\.0\.0 is not ready again: ready 0 of 2\. A new pod runs but is not ready.* Until the next deployment, the cluster stops all pods before it starts new ones\.$/,
    ),
  })
  stage.cluster.behaves('v1.1.0', 'ready')
  await stage.order(V2, { task: 'TASK-3', fencingToken: 13 }).ended
  expect(strategyOf(stage)).toEqual({ type: 'RollingUpdate' })
})

test('blue-green: nobody reaches the new release before all of it is ready, and then everybody does', async () => {
  const stage = await clusterWith(V1, { service: 'payments' })
  const order = { strategy: 'blue-green', since: SINCE } as const
  const phases: string[][] = []
  const step = async (fencingToken: number) => {
    const placing = stage.order(V2, { ...order, fencingToken })
    const outcome = await placing.ended
    phases.push([...placing.phases])
    return outcome
  }
  expect(await step(10)).toMatchObject({ kind: 'paused' })
  stage.cluster.roll('shop', 1)
  expect(stage.reached()).toEqual(['v1.0.0', 'v1.0.0'])
  stage.cluster.roll('shop')
  expect(await step(11)).toMatchObject({ kind: 'paused' })
  expect(stage.reached()).toEqual(['v1.1.0', 'v1.1.0'])
  stage.cluster.roll('shop')
  expect(await step(12)).toEqual({ kind: 'done', detail: '2 of 2 replicas run v1.1.0.' })
  expect(phases).toEqual([[], ['healthy', 'switched'], ['switched', 'draining']])
  stage.cluster.roll('shop')
  expect(candidate(stage)).toBeUndefined()
  expect(stage.reached()).toEqual(['v1.1.0', 'v1.1.0'])
  expect(await stage.live()).toMatchObject({ state: 'healthy', release: V2 })
})

test('blue-green: what does not get ready is gone, and was reached by nobody', async () => {
  const stage = await clusterWith(V1, { service: 'payments' })
  stage.cluster.behaves('v1.1.0', 'crash')
  await stage.order(V2, { strategy: 'blue-green' }).ended
  stage.cluster.roll('shop')
  expect(await stage.order(V2, { strategy: 'blue-green', fencingToken: 11, since: SINCE }).ended).toMatchObject({
    kind: 'failed',
    reason: expect.stringMatching(/payments keeps exiting: .* Traffic was not switched\.$/),
  })
  expect(candidate(stage)).toBeUndefined()
  expect(stage.reached()).toEqual(['v1.0.0', 'v1.0.0'])
})

test('blue-green: cancelled before the switch it is gone; after it, it is done', async () => {
  const stage = await clusterWith(V1, { service: 'payments' })
  const order = { strategy: 'blue-green', since: SINCE } as const
  await stage.order(V2, order).ended
  expect(await stage.order(V2, { ...order, fencingToken: 11 }, AbortSignal.abort()).ended).toEqual({
    kind: 'cancelled',
  })
  expect(candidate(stage)).toBeUndefined()
  await stage.order(V2, { ...order, fencingToken: 12 }).ended
  stage.cluster.roll('shop')
  await stage.order(V2, { ...order, fencingToken: 13 }).ended
  expect(await stage.order(V2, { ...order, fencingToken: 14 }, AbortSignal.abort()).ended).toMatchObject({
    kind: 'done',
  })
  expect(stage.reached()).toEqual(['v1.1.0', 'v1.1.0'])
})

test('blue-green: an order that was held up does not send users to pods that a newer one has removed', async () => {
  const stage = await clusterWith(V1, { service: 'payments' })
  const older = { strategy: 'blue-green', since: SINCE } as const
  await stage.order(V2, older).ended
  stage.cluster.roll('shop')
  const newer = { task: 'TASK-3', since: SINCE } as const
  stage.cluster.before('patch', 'services', async () => {
    await stage.order(V1, { ...newer, fencingToken: 20 }).ended
    stage.cluster.roll('shop')
    expect(await stage.order(V1, { ...newer, fencingToken: 21 }).ended).toMatchObject({ kind: 'done' })
  })
  expect(await stage.order(V2, { ...older, fencingToken: 11 }).ended).toMatchObject({
    kind: 'failed',
    reason: 'A newer task is changing payments in staging; this one changed nothing more.',
  })
  stage.cluster.roll('shop')
  expect(stage.reached()).toEqual(['v1.0.0', 'v1.0.0'])
})

test('blue-green: a candidate that had to go on serving is replaced by the next deployment', async () => {
  const stage = await clusterWith(V1, { service: 'payments' })
  const order = { strategy: 'blue-green', since: SINCE } as const
  await stage.order(V2, order).ended
  stage.cluster.roll('shop')
  await stage.order(V2, { ...order, fencingToken: 11 }).ended
  stage.cluster.quota(4)
  stage.cluster.roll('shop')
  stage.halfAnHourPasses()
  expect(await stage.order(V2, { ...order, fencingToken: 12 }).ended).toMatchObject({
    kind: 'done',
    detail: expect.stringMatching(/^All requests go to payments-candidate with v1\.1\.0; .*quota/),
  })
  expect(stage.reached()).toEqual(['v1.1.0', 'v1.1.0'])
  expect(await stage.live()).toMatchObject({ state: 'healthy', release: V2 })
  stage.cluster.says('v1.1.0', { current: '2026-03-02T09:00:01Z from those who serve\n' })
  stage.cluster.says('v1.0.0', { current: '2026-03-02T09:00:02Z from those whom nobody uses\n' })
  const { lines } = await stage.logs({})
  expect(new Set(lines.map(({ text }) => text))).toEqual(new Set(['from those who serve']))
  expect(await stage.scaleNow()).toMatchObject({ count: 2, ready: 2 })
  const left = {
    kind: 'failed',
    reason:
      'All requests to payments in staging go to payments-candidate, which a blue-green deployment has left there. Nothing was changed.',
  }
  expect(await stage.restart({ fencingToken: 13 }).ended).toMatchObject(left)
  expect(await stage.scale(3, { fencingToken: 14 }).ended).toMatchObject(left)
  stage.cluster.quota(100)
  const next = { task: 'TASK-3', since: SINCE } as const
  await stage.order(V1, { ...next, fencingToken: 20 }).ended
  stage.cluster.roll('shop')
  expect(stage.reached()).toEqual(['v1.1.0', 'v1.1.0'])
  expect(await stage.order(V1, { ...next, fencingToken: 21 }).ended).toMatchObject({ kind: 'done' })
  expect(candidate(stage)).toBeUndefined()
  expect(stage.reached()).toEqual(['v1.0.0', 'v1.0.0'])
})

test('a canary has about its share of the replicas, and users reach both', async () => {
  const stage = await clusterWith(V1)
  await stage.scale(9).ended
  stage.cluster.roll('shop')
  const order = { strategy: 'canary', since: SINCE } as const
  expect(await stage.order(V2, { ...order, fencingToken: 50 }, undefined, saying(WAIT)).ended).toMatchObject({
    kind: 'paused',
  })
  stage.cluster.roll('shop')
  expect(await stage.order(V2, { ...order, fencingToken: 51 }, undefined, saying(WAIT)).ended).toEqual({
    ...PAUSED,
    share: 10,
  })
  expect(stage.reached().filter((version) => version === 'v1.1.0')).toHaveLength(1)
  expect(stage.reached()).toHaveLength(10)
})

test('a canary that is promoted after a long trial has all the time of a rollout', async () => {
  const stage = await clusterWith(V1)
  const order = { strategy: 'canary', since: SINCE } as const
  await stage.order(V2, order, undefined, saying(WAIT)).ended
  stage.cluster.roll('shop')
  await stage.order(V2, { ...order, fencingToken: 11 }, undefined, saying(WAIT)).ended
  stage.halfAnHourPasses()
  const promote = () => saying({ kind: 'promote' })
  const begun = stage.order(V2, { ...order, fencingToken: 12 }, undefined, promote())
  expect(await begun.ended).toMatchObject({ kind: 'paused' })
  stage.cluster.roll('shop')
  const placing = stage.order(V2, { ...order, fencingToken: 13 }, undefined, promote())
  expect(await placing.ended).toMatchObject({ kind: 'done' })
  expect([begun.phases, placing.phases]).toEqual([['canary'], ['switched', 'draining']])
  stage.cluster.roll('shop')
  expect(stage.reached()).toEqual(['v1.1.0', 'v1.1.0'])
})

test('a canary that falls ill says so to whoever judges it', async () => {
  const stage = await clusterWith(V1)
  const order = { strategy: 'canary', since: SINCE } as const
  await stage.order(V2, order, undefined, saying(WAIT)).ended
  stage.cluster.roll('shop')
  await stage.order(V2, { ...order, fencingToken: 11 }, undefined, saying(WAIT)).ended
  stage.cluster.behaves('v1.1.0', 'crash')
  stage.cluster.roll('shop')
  const trial = saying(WAIT)
  await stage.order(V2, { ...order, fencingToken: 12 }, undefined, trial).ended
  expect(await (await trial.asked()).complaint()).toMatch(/^0 of its 1 replicas are ready: payments keeps exiting/)
})

test('a canary that was stopped is not started again by the same order', async () => {
  const stage = await clusterWith(V1)
  const order = { strategy: 'canary', since: SINCE } as const
  await stage.order(V2, order, undefined, saying(WAIT)).ended
  stage.cluster.roll('shop')
  const stopped = await stage.order(V2, { ...order, fencingToken: 11 }, undefined, saying(PUT_BACK)).ended
  expect(stopped).toMatchObject({ kind: 'failed', reason: expect.stringContaining('8 % of the requests fail.') })
  const again = await stage.order(V2, { ...order, fencingToken: 12 }, undefined, saying(WAIT)).ended
  expect(again).toMatchObject({ kind: 'failed', reason: expect.stringContaining('8 % of the requests fail.') })
  expect(candidate(stage)).toBeUndefined()
})

test('a candidate that a kill left behind goes when the order comes again', async () => {
  const stage = await clusterWith(V1)
  const order = { strategy: 'canary', since: SINCE } as const
  await stage.order(V2, order, undefined, saying(WAIT)).ended
  stage.cluster.roll('shop')
  const left = structuredClone(stage.cluster.store.get(named('payments-candidate')))
  await stage.order(V2, { ...order, fencingToken: 11 }, undefined, saying(PUT_BACK)).ended
  stage.cluster.store.create(named('payments-candidate'), { ...left })
  const again = await stage.order(V2, { ...order, fencingToken: 12 }, undefined, saying(WAIT)).ended
  expect(again).toMatchObject({ kind: 'failed', reason: expect.stringContaining('8 % of the requests fail.') })
  expect(candidate(stage)).toBeUndefined()
})

test('a canary whose Deployment was scaled to nothing does not serve alone', async () => {
  const stage = await clusterWith(V1)
  const order = { strategy: 'canary', since: SINCE } as const
  await stage.order(V2, order, undefined, saying(WAIT)).ended
  stage.cluster.roll('shop')
  stage.cluster.store.merge(named('payments'), { spec: { replicas: 0 } })
  expect(await stage.order(V2, { ...order, fencingToken: 11 }, undefined, saying(WAIT)).ended).toMatchObject({
    kind: 'failed',
    reason: expect.stringContaining('somebody has scaled payments to 0 replicas in staging'),
  })
  expect(candidate(stage)).toBeUndefined()
})
