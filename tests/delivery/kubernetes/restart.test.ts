import { expect, test } from 'vitest'
import { clusterWith, V1, V2 } from '../../support/kubernetes/stage.ts'
import { at, type StoredObject } from '../../support/kubernetes/stored-object.ts'

type Stage = Awaited<ReturnType<typeof clusterWith>>

const pods = ({ cluster }: Stage): readonly string[] =>
  cluster.store.list('pods', 'shop').map(({ metadata }) => metadata.name)
const templateOf = ({ cluster }: Stage): unknown => {
  const found = cluster.store.get({ resource: 'deployments', namespace: 'shop', name: 'payments' })
  return at(found as StoredObject, 'spec', 'template')
}

test('every pod is replaced once, however often the order comes', async () => {
  const stage = await clusterWith(V1)
  const before = pods(stage)
  const first = stage.restart()
  expect(await first.ended).toMatchObject({ kind: 'paused' })
  expect(first.phases).toEqual(['starting'])
  const template = templateOf(stage)
  stage.cluster.roll('shop')
  const after = pods(stage)
  expect(after.filter((pod) => before.includes(pod))).toEqual([])
  const again = stage.restart({ fencingToken: 31, since: '2026-03-02T09:00:00Z' })
  expect(await again.ended).toEqual({ kind: 'done', detail: '2 of 2 replicas were replaced.' })
  expect(again.phases).toEqual(['switched'])
  expect(templateOf(stage)).toEqual(template)
  expect(pods(stage)).toEqual(after)
  expect(await stage.live()).toMatchObject({ state: 'healthy', release: V1 })
})

test('called off in the middle, the pods that are left stay', async () => {
  const stage = await clusterWith(V1)
  const template = templateOf(stage)
  const before = pods(stage)
  await stage.restart().ended
  stage.cluster.roll('shop', 1)
  expect(await stage.restart({ fencingToken: 31 }, AbortSignal.abort()).ended).toEqual({ kind: 'cancelled' })
  expect(templateOf(stage)).toEqual(template)
  stage.cluster.roll('shop')
  expect(pods(stage)).toEqual(before)
})

test('called off before it began or after it ended', async () => {
  const stage = await clusterWith(V1)
  expect(await stage.restart({}, AbortSignal.abort()).ended).toEqual({ kind: 'cancelled' })
  await stage.restart({ fencingToken: 31 }).ended
  stage.cluster.roll('shop')
  expect(await stage.restart({ fencingToken: 32 }, AbortSignal.abort()).ended).toMatchObject({ kind: 'done' })
})

test('one that is older than the newest order changes nothing', async () => {
  const stage = await clusterWith(V1)
  await stage.order(V2, { fencingToken: 50, task: 'TASK-5' }).ended
  const template = templateOf(stage)
  expect(await stage.restart().ended).toMatchObject({ kind: 'failed', reason: expect.stringContaining('newer task') })
  expect(templateOf(stage)).toEqual(template)
})

test('new pods that do not come up are told, and the others serve on', async () => {
  const stage = await clusterWith(V1)
  stage.cluster.behaves('v1.0.0', 'crash')
  stage.cluster.says('v1.0.0', { previous: 'fatal: the cache is gone\n' })
  await stage.restart().ended
  stage.cluster.roll('shop')
  expect(await stage.restart({ fencingToken: 31, since: '2026-03-02T09:00:00Z' }).ended).toMatchObject({
    kind: 'failed',
    reason: expect.stringMatching(/^The restart does not come to its end: ready 0 of 2\. payments keeps exiting/),
    logTail: 'fatal: the cache is gone',
  })
})

test('after a recreated release that was taken back, pods are replaced one after the other again', async () => {
  const stage = await clusterWith(V1)
  stage.cluster.behaves('v1.1.0', 'no-image')
  await stage.order(V2, { strategy: 'recreate' }).ended
  stage.cluster.roll('shop')
  const since = '2026-03-02T09:00:00Z'
  await stage.order(V2, { strategy: 'recreate', fencingToken: 11, since }).ended
  stage.cluster.roll('shop')
  await stage.restart().ended
  const found = stage.cluster.store.get({ resource: 'deployments', namespace: 'shop', name: 'payments' })
  expect(at(found, 'spec', 'strategy')).toEqual({ type: 'RollingUpdate' })
})

test('while a recreated release is still taken back, a restart does not stop all pods', async () => {
  const stage = await clusterWith(V1)
  stage.cluster.behaves('v1.1.0', 'no-image')
  await stage.order(V2, { strategy: 'recreate' }).ended
  stage.cluster.roll('shop')
  const since = '2026-03-02T09:00:00Z'
  expect(await stage.order(V2, { strategy: 'recreate', fencingToken: 11, since }).ended).toMatchObject({
    kind: 'paused',
  })
  const template = templateOf(stage)
  const placing = stage.restart()
  expect(await placing.ended).toMatchObject({
    kind: 'failed',
    reason: expect.stringMatching(/^payments still goes back to the release before in staging/),
  })
  expect(placing.phases).toEqual([])
  expect(templateOf(stage)).toEqual(template)
})
