import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import { openCluster } from '../../../adapters/deploy/kubernetes/cluster.ts'
import { createForecaster } from '../../../adapters/deploy/kubernetes/forecast/forecaster.ts'
import { createKubeApi } from '../../../adapters/deploy/kubernetes/kube-api.ts'
import type { PlannedImage } from '../../../src/domain/plans/planned-image.ts'
import type { Forecaster, WantedRelease } from '../../../src/ports/forecaster.ts'
import { clusterWith, stageOn, V1, V2 } from '../../support/kubernetes/stage.ts'

const PLACE = { service: 'payments', environment: 'staging' } as const
const WANTED: WantedRelease = { ...PLACE, release: V2, strategy: 'rolling' }
const DIGEST = `sha256:${'a'.repeat(64)}`

function forecasterOf({ target }: Pick<ReturnType<typeof stageOn>, 'target'>): Forecaster {
  const { forecast } = target.abilities('payments', 'staging')
  if (!forecast) throw new Error('it tells nothing')
  return forecast
}

/** A server that takes requests and never answers. @returns Its address. */
async function startSilent(): Promise<string> {
  const server = createServer(() => undefined)
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  return `127.0.0.1:${(server.address() as AddressInfo).port}`
}

test('what another image would change is asked, and nothing is changed', async () => {
  const stage = await clusterWith(V1)
  const before = stage.cluster.store.get({ resource: 'deployments', namespace: 'shop', name: 'payments' })
  expect(await forecasterOf(stage).foresee(WANTED)).toEqual({
    kind: 'changes',
    changes: [{ what: 'image', from: 'v1.0.0', to: 'v1.1.0' }],
    more: 0,
  })
  expect(stage.cluster.store.get({ resource: 'deployments', namespace: 'shop', name: 'payments' })).toEqual(before)
})

test('the same version with a digest is told by its digest, and the same image as nothing', async () => {
  const stage = await clusterWith(V1)
  const image: PlannedImage = { name: 'registry.example/payments:v1.0.0', pin: { kind: 'digest', digest: DIGEST } }
  expect(await forecasterOf(stage).foresee({ ...WANTED, release: V1, image })).toMatchObject({
    changes: [{ what: 'image', from: 'v1.0.0', to: 'v1.0.0@sha256:aaaaaaaaaaaa' }],
  })
  expect(await forecasterOf(stage).foresee({ ...WANTED, release: V1 })).toMatchObject({ changes: [] })
})

test('a right that is missing is named with the verb', async () => {
  const stage = await clusterWith(V1)
  stage.cluster.forbid('patch', 'deployments')
  expect(await forecasterOf(stage).foresee(WANTED)).toEqual({
    kind: 'unknown',
    willFail: true,
    why: "Shipmate may not patch deployments in the namespace shop. Add the verb patch on deployments to Shipmate's Role in shop (docs/kubernetes.md has the whole Role), then ask again.",
  })
})

test('what is not there, or a cluster that is away, is told in a sentence', async () => {
  const stage = await clusterWith(V1)
  expect(await forecasterOf(stageOn(stage.cluster, { deployment: 'shipping' })).foresee(WANTED)).toEqual({
    kind: 'unknown',
    why: 'There is no Deployment shipping in the namespace shop. Create it, then ask again.',
  })
  expect(await forecasterOf(stageOn(stage.cluster, { context: 'nowhere' })).foresee(WANTED)).toMatchObject({
    kind: 'unknown',
    why: expect.stringContaining('There is no context “nowhere”'),
  })
  stage.cluster.fault = 'cut'
  expect(await forecasterOf(stage).foresee(WANTED)).toMatchObject({ kind: 'unknown' })
})

test('a cluster or a registry that does not answer holds nobody up', async () => {
  const { cluster } = await clusterWith(V1)
  const silent = await startSilent()
  const place = {
    ...{ namespace: 'shop', deployment: 'payments', rolloutSeconds: 600, pinDigest: true },
    image: `${silent}/payments:{version}`,
  }
  cluster.before('get', 'deployments', () => new Promise(() => undefined))
  const api = createKubeApi(() => openCluster({ kubeconfig: cluster.kubeconfig, context: 'test' }), 'test')
  const forecaster = createForecaster(() => ({ api, place }), { redact: (text) => text, patienceMs: 50 })
  expect(await forecaster.foresee(WANTED)).toEqual({
    kind: 'unknown',
    why: 'The cluster has not answered within 0.05 s.',
  })
  expect(await forecaster.imageOf(PLACE, V2)).toEqual({
    name: `${silent}/payments:v1.1.0`,
    pin: { kind: 'not-told' },
  })
})

test('where nothing is to be pinned, the registry is not asked', async () => {
  const stage = await clusterWith(V1)
  expect(await forecasterOf(stage).imageOf(PLACE, V2)).toEqual({
    name: 'registry.example/payments:v1.1.0',
    pin: { kind: 'off' },
  })
})

test('the digest that was confirmed is deployed, whatever the registry says by then', async () => {
  const stage = await clusterWith(V1)
  await stage.order(V2, { digest: DIGEST }).ended
  expect(stage.image()).toBe(`registry.example/payments:v1.1.0@${DIGEST}`)
})
