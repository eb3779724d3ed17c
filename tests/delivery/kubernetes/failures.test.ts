import { expect, test } from 'vitest'
import { saying, WAIT } from '../../support/hand-trial.ts'
import { clusterWith, stageOn, V1, V2 } from '../../support/kubernetes/stage.ts'

type Stage = Awaited<ReturnType<typeof clusterWith>>

/** The order as it ends once the cluster has done what it can, long after its time is up if need be. */
async function endedAfterRolling({ order, cluster, halfAnHourPasses }: Stage, isLate = false) {
  await order(V2).ended
  cluster.roll('shop')
  if (isLate) halfAnHourPasses()
  return order(V2, { fencingToken: 11, since: '2026-03-02T09:00:00Z' }).ended
}

test('an image that cannot be pulled is told at once, with what the registry said', async () => {
  const stage = await clusterWith(V1)
  stage.cluster.behaves('v1.1.0', 'no-image')
  expect(await endedAfterRolling(stage)).toMatchObject({
    kind: 'failed',
    reason:
      'v1.1.0 does not start: ready 0 of 2. The image registry.example/payments:v1.1.0 cannot be pulled: Failed to pull image "registry.example/payments:v1.1.0": rpc error: code = NotFound desc = failed to resolve reference "registry.example/payments:v1.1.0": not found. The Deployment has v1.0.0 again.',
    nextStep: 'Correct that, then deploy again.',
  })
  expect(stage.image()).toBe('registry.example/payments:v1.0.0')
})

test('a first pull that fails is tried again by the cluster', async () => {
  const stage = await clusterWith(V1)
  stage.cluster.behaves('v1.1.0', 'no-image')
  await stage.order(V2).ended
  stage.cluster.roll('shop', 2)
  expect(await stage.order(V2, { fencingToken: 11 }).ended).toMatchObject({ kind: 'paused' })
})

test('a crash loop is told with the last words of the container, and no secrets', async () => {
  const stage = await clusterWith(V1)
  stage.cluster.behaves('v1.1.0', 'crash')
  stage.cluster.says('v1.1.0', { previous: 'connecting with hunter2\nfatal: no route\n', current: 'connecting\n' })
  expect(await endedAfterRolling(stage)).toMatchObject({
    kind: 'failed',
    reason: expect.stringMatching(
      /payments keeps exiting: \d+ times, last with exit code 1\. The Deployment has v1\.0\.0 again\.$/,
    ),
    nextStep: 'Fix what the log shows, then deploy again.',
    logTail: 'connecting with ***\nfatal: no route',
  })
})

test.each([
  ['no-room', 'No node has room for a new pod: 0/1 nodes are available: 1 Insufficient cpu.'],
  ['no-config', 'A new pod cannot start: secret "database" not found.'],
] as const)('what may still pass is waited for: %s', async (behaviour, sentence) => {
  const stage = await clusterWith(V1)
  stage.cluster.behaves('v1.1.0', behaviour)
  expect(await endedAfterRolling(stage)).toMatchObject({ kind: 'paused' })
  stage.halfAnHourPasses()
  expect(await stage.order(V2, { fencingToken: 12, since: '2026-03-02T09:00:00Z' }).ended).toMatchObject({
    kind: 'failed',
    reason: expect.stringContaining(sentence),
  })
})

test('a namespace without room for more pods is told with its quota', async () => {
  const stage = await clusterWith(V1)
  stage.cluster.quota(2)
  expect(await endedAfterRolling(stage, true)).toMatchObject({
    kind: 'failed',
    reason: expect.stringMatching(/The quota of the namespace leaves no room for new pods: .*exceeded quota: small/),
  })
})

test('a right that is missing is named, and nothing was changed', async () => {
  const { cluster, order, image } = await clusterWith(V1)
  cluster.forbid('patch', 'deployments')
  expect(await order(V2).ended).toEqual({
    kind: 'failed',
    reason: 'Shipmate may not patch deployments in the namespace shop. Nothing was changed.',
    nextStep:
      "Add the verb patch on deployments to Shipmate's Role in shop (docs/kubernetes.md has the whole Role), then ask again.",
  })
  expect(image()).toBe('registry.example/payments:v1.0.0')
})

test.each([
  ['list', 'pods', 'rolling'],
  ['list', 'replicasets', 'recreate'],
  ['delete', 'deployments', 'canary'],
  ['patch', 'services', 'blue-green'],
] as const)(
  'a right that is needed only later is named before anything is changed: %s %s',
  async (verb, resource, strategy) => {
    const { cluster, order, image, reached } = await clusterWith(V1, { service: 'payments' })
    cluster.forbid(verb, resource)
    const placing = order(V2, { strategy }, undefined, saying(WAIT))
    expect(await placing.ended).toMatchObject({
      kind: 'failed',
      reason: `Shipmate may not ${verb} ${resource} in the namespace shop. Nothing was changed.`,
    })
    expect(placing.phases).toEqual([])
    cluster.roll('shop')
    expect([image(), reached()]).toEqual(['registry.example/payments:v1.0.0', ['v1.0.0', 'v1.0.0']])
  },
)

test('a restart or another number of replicas without a right changes nothing either', async () => {
  const { cluster, restart, scale, scaleNow } = await clusterWith(V1)
  cluster.forbid('list', 'pods')
  const reason = 'Shipmate may not list pods in the namespace shop. Nothing was changed.'
  expect(await restart().ended).toMatchObject({ kind: 'failed', reason })
  expect(await scale(3).ended).toMatchObject({ kind: 'failed', reason })
  expect(await scaleNow()).toMatchObject({ count: 2 })
})

test('a Deployment that somebody has paused is told before anything is changed', async () => {
  const { cluster, order, restart, image } = await clusterWith(V1)
  const key = { resource: 'deployments', namespace: 'shop', name: 'payments' }
  cluster.store.merge(key, { spec: { paused: true } })
  const paused = {
    kind: 'failed',
    reason:
      'Somebody has paused the Deployment of payments in staging, so the cluster replaces no pods. Nothing was changed.',
  }
  expect(await order(V2).ended).toMatchObject(paused)
  expect(await restart().ended).toMatchObject(paused)
  expect(image()).toBe('registry.example/payments:v1.0.0')
})

test('a release of a Deployment without replicas is not told as running', async () => {
  const { cluster, order, scale } = await clusterWith(V1)
  await scale(0, { fencingToken: 5 }).ended
  cluster.roll('shop')
  await order(V2).ended
  cluster.roll('shop')
  expect(await order(V2, { fencingToken: 11, since: '2026-03-02T09:00:00Z' }).ended).toEqual({
    kind: 'done',
    detail: 'The Deployment has v1.1.0 and 0 replicas: nothing runs until it is scaled up.',
  })
})

test('a namespace that is not there, or may not be seen', async () => {
  const { cluster } = await clusterWith(V1)
  const elsewhere = stageOn(cluster, { namespace: 'shopp' })
  expect(await elsewhere.order(V2).ended).toMatchObject({
    reason: 'There is no namespace shopp in the cluster. Nothing was changed.',
  })
  cluster.forbid('get', 'namespaces')
  expect(await elsewhere.order(V2).ended).toMatchObject({
    reason: 'Shipmate may not get namespaces in the namespace shopp. Nothing was changed.',
  })
})

test('a Deployment or a container that is not there', async () => {
  const { cluster } = await clusterWith(V1)
  expect(await stageOn(cluster, { deployment: 'payment' }).order(V2).ended).toMatchObject({
    reason: 'There is no Deployment payment in the namespace shop. Nothing was changed.',
  })
  expect(await stageOn(cluster, { container: 'web' }).order(V2).ended).toMatchObject({
    reason: 'The pods of payments have no container web: they have payments.',
  })
})

test('a kubeconfig or a context that is not there', async () => {
  const { cluster } = await clusterWith(V1)
  expect(await stageOn(cluster, { context: 'production' }).order(V2).ended).toMatchObject({
    reason: expect.stringMatching(
      /^There is no context “production” in .*kubeconfig; it has test, reader\. Nothing was changed\.$/,
    ),
  })
  const missing = { ...cluster, kubeconfig: '/nowhere/kubeconfig' }
  expect(await stageOn(missing).order(V2).ended).toMatchObject({
    reason: expect.stringMatching(
      /^The kubeconfig \/nowhere\/kubeconfig cannot be read: ENOENT.*Nothing was changed\.$/,
    ),
  })
})

test('a credential that has expired is read again before it is told', async () => {
  const { cluster, order } = await clusterWith(V1)
  cluster.token('second')
  expect(await order(V2).ended).toMatchObject({
    reason: 'The cluster does not accept the credential of test: it is wrong or has expired. Nothing was changed.',
  })
  cluster.writeToken('second')
  expect(await order(V2).ended).toMatchObject({ kind: 'paused' })
})

test.each(['cut', 503] as const)(
  'an API server that is away (%s) is waited for until the time is up',
  async (fault) => {
    const { cluster, order, image } = await clusterWith(V1)
    await order(V2).ended
    cluster.fault = fault
    expect(await order(V2, { fencingToken: 11, since: '2026-03-02T09:00:00Z' }).ended).toMatchObject({ kind: 'paused' })
    expect(await order(V2, { fencingToken: 12, since: '2026-03-02T08:30:00Z' }).ended).toMatchObject({
      kind: 'failed',
      reason: expect.stringMatching(/^The Kubernetes API (at http\S+ cannot be reached|answers with 503)/),
    })
    cluster.fault = undefined
    cluster.roll('shop')
    expect(await order(V2, { fencingToken: 13, since: '2026-03-02T09:00:00Z' }).ended).toMatchObject({ kind: 'done' })
    expect(image()).toBe('registry.example/payments:v1.1.0')
  },
)

test('an API server that is away before anything was started is left to the queue', async () => {
  const { cluster, order } = await clusterWith(V1)
  cluster.fault = 'cut'
  const placing = order(V2)
  await expect(placing.ended).rejects.toMatchObject({ userMessage: expect.stringMatching(/cannot be reached/) })
  expect(placing.phases).toEqual([])
})

test.each(['cut', 503] as const)(
  'an API server that is away (%s) tells no health, and takes nothing else down',
  async (fault) => {
    const { cluster, live, target } = await clusterWith(V1)
    cluster.fault = fault
    expect(await live()).toEqual({
      state: 'unknown',
      sentence: expect.stringMatching(/^The Kubernetes API (at http\S+ cannot be reached|answers with 503)/),
      mayPass: true,
    })
    expect(await target.canaryBlocker('payments', 'staging')).toMatch(/^The Kubernetes API/)
  },
)
