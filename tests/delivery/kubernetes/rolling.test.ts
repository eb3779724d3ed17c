import { expect, test } from 'vitest'
import { HandedOverError } from '../../../src/ports/deployer.ts'
import { clusterWith, V1, V2 } from '../../support/kubernetes/stage.ts'

test('a release takes over replica by replica, without a worker that waits', async () => {
  const { order, cluster, image, live } = await clusterWith(V1)
  const first = await order(V2).ended
  expect(first).toMatchObject({ kind: 'paused', until: '2026-03-02T09:00:32.000Z', seen: 'Ready 0 of 2.' })
  expect(image()).toBe('registry.example/payments:v1.1.0')
  cluster.roll('shop')
  const again = order(V2, { fencingToken: 11, since: '2026-03-02T09:00:00Z' })
  expect(await again.ended).toEqual({ kind: 'done', detail: '2 of 2 replicas run v1.1.0.' })
  expect(again.phases).toEqual(['healthy', 'switched'])
  expect(await live()).toMatchObject({ state: 'healthy', release: V2 })
})

test('an order that is older than what the cluster has seen changes nothing', async () => {
  const { order, image, cluster } = await clusterWith(V1)
  await order(V2, { fencingToken: 20, task: 'TASK-20' }).ended
  cluster.roll('shop')
  const late = await order(V1, { fencingToken: 19, task: 'TASK-19' }).ended
  expect(late).toMatchObject({ kind: 'failed', reason: expect.stringContaining('A newer task') })
  expect(image()).toBe('registry.example/payments:v1.1.0')
})

test('cancelled, it gets the release that it had; the same order starts again', async () => {
  const { order, cluster, image } = await clusterWith(V1)
  await order(V2).ended
  cluster.roll('shop', 1)
  const off = AbortSignal.abort()
  expect(await order(V2, { fencingToken: 11 }, off).ended).toEqual({ kind: 'cancelled' })
  expect(image()).toBe('registry.example/payments:v1.0.0')
  expect(await order(V2, { fencingToken: 12 }).ended).toMatchObject({ kind: 'paused' })
  expect(image()).toBe('registry.example/payments:v1.1.0')
})

test('cancelled after the last replica was replaced, it is done', async () => {
  const { order, cluster, image } = await clusterWith(V1)
  await order(V2).ended
  cluster.roll('shop')
  expect(await order(V2, { fencingToken: 11 }, AbortSignal.abort()).ended).toMatchObject({ kind: 'done' })
  expect(image()).toBe('registry.example/payments:v1.1.0')
})

test('handed over, it is left as it is', async () => {
  const { order, image } = await clusterWith(V1)
  await order(V2).ended
  const lost = AbortSignal.abort(new HandedOverError('somebody else goes on'))
  await expect(order(V2, { fencingToken: 11 }, lost).ended).rejects.toThrow(HandedOverError)
  expect(image()).toBe('registry.example/payments:v1.1.0')
})

test('what never gets ready is taken back when its time is up', async () => {
  const { order, cluster, image, live, halfAnHourPasses } = await clusterWith(V1)
  cluster.behaves('v1.1.0', 'not-ready')
  cluster.says('v1.1.0', { current: 'waiting for the database\n' })
  await order(V2).ended
  cluster.roll('shop')
  halfAnHourPasses()
  const late = await order(V2, { fencingToken: 11, since: '2026-03-02T09:00:00Z' }).ended
  expect(late).toEqual({
    kind: 'failed',
    reason:
      'v1.1.0 was not ready after 10 min: ready 0 of 2. A new pod runs but is not ready: Readiness probe failed: HTTP probe failed with statuscode: 500. The Deployment has v1.0.0 again.',
    nextStep: 'Fix what the log shows, then deploy again.',
    logTail: 'waiting for the database',
  })
  expect(image()).toBe('registry.example/payments:v1.0.0')
  cluster.roll('shop')
  expect(await live()).toMatchObject({ state: 'healthy', release: V1 })
  // A worker that died before it could say so finds the answer.
  const after = await order(V2, { fencingToken: 12 }).ended
  expect(after).toMatchObject({ kind: 'failed', reason: expect.stringContaining('Readiness probe failed') })
  expect(image()).toBe('registry.example/payments:v1.0.0')
})

test('a release that never got ready is nothing to go back to', async () => {
  const { order, cluster, image, halfAnHourPasses } = await clusterWith(V1)
  cluster.behaves('v1.1.0', 'not-ready')
  await order(V2).ended
  cluster.roll('shop')
  // Its task ended by a fault; the next one fails as well.
  const V3 = { sha: '3'.repeat(40), version: 'v1.2.0' }
  cluster.behaves('v1.2.0', 'not-ready')
  await order(V3, { task: 'TASK-3', fencingToken: 20 }).ended
  halfAnHourPasses()
  const late = await order(V3, { task: 'TASK-3', fencingToken: 21, since: '2026-03-02T09:00:00Z' }).ended
  expect(late).toMatchObject({ reason: expect.stringMatching(/The Deployment has v1\.0\.0 again\.$/) })
  expect(image()).toBe('registry.example/payments:v1.0.0')
})

test('a task of the same number in another log is another one', async () => {
  const { order, cluster, image } = await clusterWith(V1)
  cluster.behaves('v1.1.0', 'no-image')
  await order(V2, { run: 'one' }).ended
  cluster.roll('shop')
  expect(await order(V2, { run: 'one', fencingToken: 11 }).ended).toMatchObject({ kind: 'failed' })
  cluster.behaves('v1.1.0', 'ready')
  expect(await order(V2, { run: 'other', fencingToken: 12 }).ended).toMatchObject({ kind: 'paused' })
  expect(image()).toBe('registry.example/payments:v1.1.0')
})
