import { expect, test } from 'vitest'
import { clusterWith, V1 } from '../../support/kubernetes/stage.ts'

const LATER = { fencingToken: 41, since: '2026-03-02T09:00:00Z' }

function autoscale({ cluster }: Awaited<ReturnType<typeof clusterWith>>, min: number, max: number): void {
  const scaleTargetRef = { kind: 'Deployment', name: 'payments' }
  cluster.store.create(
    { resource: 'horizontalpodautoscalers', namespace: 'shop', name: 'payments' },
    { kind: 'HorizontalPodAutoscaler', spec: { scaleTargetRef, minReplicas: min, maxReplicas: max } },
  )
}

test('up and down, until all are ready', async () => {
  const { cluster, scale, scaleNow } = await clusterWith(V1)
  expect(await scaleNow()).toEqual({ count: 2, ready: 2 })
  const first = scale(5)
  expect(await first.ended).toMatchObject({ kind: 'paused' })
  expect(first.phases).toEqual(['starting'])
  cluster.roll('shop')
  expect(await scale(5, LATER).ended).toEqual({ kind: 'done', detail: '5 of 5 replicas are ready.' })
  expect(await scaleNow()).toEqual({ count: 5, ready: 5 })
})

test('outside of the bounds of an autoscaler it is refused, inside they are told', async () => {
  const stage = await clusterWith(V1)
  autoscale(stage, 2, 4)
  expect(await stage.scale(5).ended).toEqual({
    kind: 'failed',
    reason: 'The autoscaler of payments keeps 2 to 4 replicas in staging and would undo 5 at once.',
    nextStep: 'Ask for 2 to 4, or change the HorizontalPodAutoscaler.',
  })
  expect(await stage.scaleNow()).toEqual({ count: 2, ready: 2, bounds: { min: 2, max: 4, by: 'the autoscaler' } })
  await stage.scale(3).ended
  stage.cluster.roll('shop')
  expect(await stage.scale(3, LATER).ended).toEqual({
    kind: 'done',
    detail: '3 of 3 replicas are ready. The autoscaler may change that, between 2 and 4.',
  })
})

test('what there is no room for is told when the time is up', async () => {
  const { cluster, scale } = await clusterWith(V1)
  cluster.quota(3)
  await scale(5).ended
  cluster.roll('shop')
  expect(await scale(5, LATER).ended).toMatchObject({ kind: 'paused' })
  expect(await scale(5, { fencingToken: 42, since: '2026-03-02T08:00:00Z' }).ended).toMatchObject({
    kind: 'failed',
    reason: expect.stringMatching(/only 3 are ready\. The quota of the namespace leaves no room/),
  })
})

test('called off before its effect it changes nothing; after it, it ends as it would have', async () => {
  const { cluster, scale, scaleNow } = await clusterWith(V1)
  expect(await scale(3, {}, AbortSignal.abort()).ended).toEqual({ kind: 'cancelled' })
  await scale(3, { fencingToken: 41 }).ended
  cluster.roll('shop')
  expect(await scale(3, { fencingToken: 42 }, AbortSignal.abort()).ended).toMatchObject({ kind: 'done' })
  expect(await scaleNow()).toMatchObject({ count: 3 })
})

test('cancelled while replicas are not ready, it ends at once', async () => {
  const { cluster, scale } = await clusterWith(V1)
  cluster.quota(2)
  await scale(5).ended
  cluster.roll('shop')
  expect(await scale(5, LATER, AbortSignal.abort()).ended).toEqual({
    kind: 'done',
    detail: '2 of 5 replicas are ready so far.',
  })
})

test('cancelled while replicas are not ready, the number before is set again where it is known', async () => {
  const { cluster, scale, scaleNow } = await clusterWith(V1)
  cluster.quota(2)
  await scale(5, { from: 2 }).ended
  cluster.roll('shop')
  expect(await scale(5, { ...LATER, from: 2 }, AbortSignal.abort()).ended).toEqual({ kind: 'cancelled' })
  expect(await scaleNow()).toMatchObject({ count: 2 })
  expect(await scale(5, { ...LATER, fencingToken: 42, from: 2 }, AbortSignal.abort()).ended).toEqual({
    kind: 'cancelled',
  })
  expect(await scaleNow()).toMatchObject({ count: 2 })
})
