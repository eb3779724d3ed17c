import { expect, test } from 'vitest'
import { HandedOverError } from '../../../src/ports/deployer.ts'
import { revisionOf, serviceOf } from '../../support/kubernetes/fake-cluster.ts'
import { configMap, SINCE, stageWith, web } from '../../support/kubernetes/manifest-stage.ts'
import { V1, V2 } from '../../support/kubernetes/stage.ts'
import { at } from '../../support/kubernetes/stored-object.ts'

const FIRST = [
  configMap('web-config', { LOG_LEVEL: 'info' }),
  configMap('old', { a: '1' }),
  serviceOf('payments'),
  web(),
]
const SECOND = [
  web({ replicas: 3 }, { env: [{ name: 'LOG_LEVEL', value: 'debug' }] }),
  configMap('web-config', { LOG_LEVEL: 'debug' }),
  configMap('new', { b: '2' }),
  serviceOf('payments'),
]

test('the manifests of a commit are applied, its Deployment last, and what a later commit has not is removed', async () => {
  const { settled, get, cluster, image } = await stageWith([
    [V1, FIRST],
    [V2, SECOND],
  ])
  expect(await settled(V1, 'TASK-1', 1)).toEqual({ kind: 'done', detail: '2 of 2 replicas run v1.0.0.' })
  expect(image()).toBe('registry.example/payments:v1.0.0')
  expect(get('configmaps', 'web-config')?.metadata.labels).toMatchObject({
    'shipmate.dev/service': 'payments',
    'shipmate.dev/environment': 'staging',
  })
  const changed = cluster.asked.filter(({ verb }) => verb === 'patch').map(({ resource }) => resource)
  expect(changed.at(-1)).toBe('deployments')
  expect(changed.indexOf('configmaps')).toBeLessThan(changed.indexOf('deployments'))
  expect(await settled(V2, 'TASK-2', 20)).toEqual({
    kind: 'done',
    detail: '3 of 3 replicas run v1.1.0. Removed: ConfigMap/old.',
  })
  expect(at(get('configmaps', 'web-config'), 'data')).toEqual({ LOG_LEVEL: 'debug' })
  expect(get('configmaps', 'old')).toBeUndefined()
  expect(get('configmaps', 'new')).toBeDefined()
})

test('what would change is told in words before', async () => {
  const { settled, target } = await stageWith([
    [V1, FIRST],
    [V2, SECOND],
  ])
  const { forecast } = target.abilities('payments', 'staging')
  const wanted = { service: 'payments', environment: 'staging', release: V2, strategy: 'rolling' } as const
  expect(await forecast?.foresee({ ...wanted, release: V1 })).toMatchObject({
    changes: expect.arrayContaining([
      { what: 'created', kind: 'ConfigMap', name: 'web-config' },
      { what: 'created', kind: 'Deployment', name: 'payments' },
    ]),
  })
  await settled(V1, 'TASK-1', 1)
  expect(await forecast?.foresee(wanted)).toEqual({
    kind: 'changes',
    changes: [
      { what: 'removed', kind: 'ConfigMap', name: 'old' },
      { what: 'created', kind: 'ConfigMap', name: 'new' },
      { what: 'image', from: 'v1.0.0', to: 'v1.1.0' },
      { what: 'replicas', of: 'payments', from: 2, to: 3 },
      { what: 'entry', of: 'web-config', key: 'LOG_LEVEL', how: 'changed' },
      { what: 'variable', name: 'LOG_LEVEL', how: 'added' },
    ],
    more: 0,
  })
})

test('a release that does not start is taken back with the manifests of the one before', async () => {
  const { settled, get, cluster, image } = await stageWith([
    [V1, FIRST],
    [V2, SECOND],
  ])
  await settled(V1, 'TASK-1', 1)
  cluster.behaves('v1.1.0', 'crash')
  expect(await settled(V2, 'TASK-2', 20)).toMatchObject({
    kind: 'failed',
    reason: expect.stringMatching(/payments keeps exiting.*The Deployment has v1\.0\.0 again\.$/),
  })
  expect(image()).toBe('registry.example/payments:v1.0.0')
  expect(at(get('deployments', 'payments'), 'spec', 'replicas')).toBe(2)
  expect(at(get('configmaps', 'web-config'), 'data')).toEqual({ LOG_LEVEL: 'info' })
  expect(get('configmaps', 'old')).toBeDefined()
  expect(get('configmaps', 'new')).toBeUndefined()
  expect(await settled(V2, 'TASK-2', 40)).toMatchObject({
    kind: 'failed',
    reason: expect.stringContaining('keeps exiting'),
  })
})

test('a first deployment that does not start is left as it is, and says so', async () => {
  const { settled, cluster } = await stageWith([[V1, FIRST]])
  cluster.behaves('v1.0.0', 'crash')
  expect(await settled(V1, 'TASK-1', 1)).toMatchObject({
    kind: 'failed',
    reason: expect.stringMatching(/Nothing was there before, so it is left as it is\.$/),
  })
})

test('cancelled, it has what it had before; handed over, it is left', async () => {
  const { settled, order, cluster, get, image } = await stageWith([
    [V1, FIRST],
    [V2, SECOND],
  ])
  await settled(V1, 'TASK-1', 1)
  cluster.behaves('v1.1.0', 'not-ready')
  await order(V2, { fencingToken: 20 }).ended
  const lost = AbortSignal.abort(new HandedOverError('somebody else continues'))
  await expect(order(V2, { fencingToken: 21, since: SINCE }, lost).ended).rejects.toThrow(HandedOverError)
  expect(image()).toBe('registry.example/payments:v1.1.0')
  expect(await order(V2, { fencingToken: 22, since: SINCE }, AbortSignal.abort()).ended).toEqual({ kind: 'cancelled' })
  expect(image()).toBe('registry.example/payments:v1.0.0')
  expect(get('configmaps', 'new')).toBeUndefined()
})

test.each([
  ['get', 'deployments'],
  ['patch', 'configmaps'],
  ['patch', 'deployments'],
] as const)('cut off at %s %s, the order that comes again does what is missing, once', async (verb, resource) => {
  const { settled, order, cluster, get } = await stageWith([
    [V1, FIRST],
    [V2, SECOND],
  ])
  await settled(V1, 'TASK-1', 1)
  const cut = async (): Promise<void> => {
    cluster.fault = 'cut'
    throw new Error('the connection is gone')
  }
  // The dry run comes first: the second request of the kind is the one that changes something.
  cluster.before(verb, resource, async () => cluster.before(verb, resource, cut))
  const outcome = await order(V2, { task: 'TASK-2', fencingToken: 20, since: SINCE }).ended
  expect(outcome.kind).toBe('paused')
  cluster.fault = undefined
  expect(await settled(V2, 'TASK-2', 30)).toEqual({
    kind: 'done',
    detail: '3 of 3 replicas run v1.1.0. Removed: ConfigMap/old.',
  })
  expect(at(get('configmaps', 'web-config'), 'data')).toEqual({ LOG_LEVEL: 'debug' })
  expect(revisionOf(cluster, 'payments')).toBe(2)
})

test('an older order changes nothing, of no object', async () => {
  const { settled, order, get } = await stageWith([
    [V1, FIRST],
    [V2, SECOND],
  ])
  await settled(V2, 'TASK-5', 50)
  expect(await order(V1, { task: 'TASK-4', fencingToken: 40 }).ended).toMatchObject({
    kind: 'failed',
    reason: expect.stringContaining('A newer task'),
  })
  expect(at(get('configmaps', 'web-config'), 'data')).toEqual({ LOG_LEVEL: 'debug' })
})

test('what is not ours is neither taken nor removed', async () => {
  const { settled, get, cluster } = await stageWith([
    [V1, FIRST],
    [V2, SECOND],
  ])
  await settled(V1, 'TASK-1', 1)
  // Somebody has made it again, with their own tools.
  cluster.store.remove({ resource: 'configmaps', namespace: 'shop', name: 'old' })
  cluster.store.create({ resource: 'configmaps', namespace: 'shop', name: 'old' }, configMap('old', { theirs: '1' }))
  const owner = { 'shipmate.dev/service': 'shipping', 'shipmate.dev/environment': 'staging' }
  cluster.store.create(
    { resource: 'configmaps', namespace: 'shop', name: 'new' },
    configMap('new', {}, { labels: owner }),
  )
  expect(await settled(V2, 'TASK-2', 20)).toMatchObject({
    kind: 'failed',
    reason: 'ConfigMap/new belongs to shipping in staging, whose manifests hold it, too.',
  })
  cluster.store.remove({ resource: 'configmaps', namespace: 'shop', name: 'new' })
  expect(await settled(V2, 'TASK-3', 40)).toMatchObject({ kind: 'done' })
  expect(at(get('configmaps', 'old'), 'data')).toEqual({ theirs: '1' })
})

test('a right that is missing is named with its verb, before anything is changed', async () => {
  const { order, cluster, get, target } = await stageWith([[V1, FIRST]])
  cluster.forbid('create', 'configmaps')
  expect(await order(V1).ended).toMatchObject({
    kind: 'failed',
    reason: 'Shipmate may not create configmaps in the namespace shop. Nothing was changed.',
    nextStep: expect.stringContaining('Add the verb create on configmaps'),
  })
  expect(get('services', 'payments')).toBeUndefined()
  const { forecast } = target.abilities('payments', 'staging')
  const wanted = { service: 'payments', environment: 'staging', release: V1, strategy: 'rolling' } as const
  expect(await forecast?.foresee(wanted)).toMatchObject({
    kind: 'unknown',
    willFail: true,
    why: expect.stringContaining('Shipmate may not create configmaps in the namespace shop.'),
  })
})

test('a second Deployment with the same repository gets the image, too, and is waited for', async () => {
  const worker = { ...web(), metadata: { name: 'worker' } }
  const { settled, get, cluster } = await stageWith([[V1, [...FIRST, worker]]])
  cluster.behaves('v1.0.0', 'ready')
  expect(await settled(V1, 'TASK-1', 1)).toEqual({ kind: 'done', detail: '4 of 4 replicas run v1.0.0.' })
  const containers = at(get('deployments', 'worker'), 'spec', 'template', 'spec', 'containers')
  expect(containers).toMatchObject([{ image: 'registry.example/payments:v1.0.0' }])
})

test('there are no canaries and no other strategies with manifests', async () => {
  const { target } = await stageWith([[V1, FIRST]])
  expect(target.abilities('payments', 'staging').strategies).toEqual(['rolling'])
  expect(await target.canaryBlocker('payments', 'staging')).toContain('which has no canaries')
})

/** A variable that a person sets where the manifests set it, too. */
const BY_HAND = {
  spec: {
    template: {
      spec: {
        containers: [
          { name: 'payments', image: 'registry.example/payments:v1.0.0', env: [{ name: 'LOG_LEVEL', value: 'trace' }] },
        ],
      },
    },
  },
}

test('a field that somebody else has set is told, and not taken', async () => {
  const { settled, cluster, target, get } = await stageWith([
    [V1, FIRST],
    [V2, SECOND],
  ])
  await settled(V1, 'TASK-1', 1)
  const named = { resource: 'deployments', namespace: 'shop', name: 'payments' }
  cluster.store.merge(named, { spec: { replicas: 7 } }, { manager: 'kube-controller-manager' })
  cluster.store.merge(named, BY_HAND, { manager: 'kubectl-edit' })
  cluster.roll('shop')
  const { forecast } = target.abilities('payments', 'staging')
  const wanted = { service: 'payments', environment: 'staging', release: V2, strategy: 'rolling' } as const
  const foreseen = await forecast?.foresee(wanted)
  expect(foreseen).toMatchObject({
    changes: expect.arrayContaining([
      { what: 'contested', of: 'Deployment payments', field: 'spec.replicas', by: 'kube-controller-manager' },
      { what: 'replicas', of: 'payments', from: 7, to: 3 },
    ]),
  })
  expect(await settled(V2, 'TASK-2', 20)).toMatchObject({
    kind: 'failed',
    reason: expect.stringMatching(
      /^Somebody else has set fields of Deployment\/payments that the manifests set, too: .*spec\.replicas \(kube-controller-manager\).* Shipmate takes no field from others\./,
    ),
    nextStep: expect.stringContaining(
      'Take them out of the manifests, as with replicas where an autoscaler changes them',
    ),
  })
  expect(at(get('configmaps', 'web-config'), 'data')).toEqual({ LOG_LEVEL: 'info' })
  expect(at(get('deployments', 'payments'), 'spec', 'replicas')).toBe(7)
})

test('the image is taken, whoever has changed it, and so is what somebody has scaled by Shipmate', async () => {
  const { settled, scale, cluster, image, get } = await stageWith([
    [V1, FIRST],
    [V2, SECOND],
  ])
  await settled(V1, 'TASK-1', 1)
  await scale(5, { fencingToken: 12 }).ended
  cluster.roll('shop')
  const containers = [{ name: 'payments', image: 'registry.example/payments:debug' }]
  const named = { resource: 'deployments', namespace: 'shop', name: 'payments' }
  cluster.store.merge(named, { spec: { template: { spec: { containers } } } }, { manager: 'kubectl-edit' })
  cluster.roll('shop')
  expect(await settled(V2, 'TASK-2', 20)).toMatchObject({ kind: 'done' })
  expect(image()).toBe('registry.example/payments:v1.1.0')
  expect(at(get('deployments', 'payments'), 'spec', 'replicas')).toBe(3)
})

test('objects of other tools stay theirs until they are handed over', async () => {
  const { order, cluster } = await stageWith([[V1, FIRST]])
  const body = configMap('web-config', { LOG_LEVEL: 'warn', OTHER: '1' })
  const named = { resource: 'configmaps', namespace: 'shop', name: 'web-config' }
  cluster.store.create(named, body, { manager: 'kubectl-client-side-apply' })
  expect(await order(V1).ended).toMatchObject({
    kind: 'failed',
    reason: expect.stringContaining('data.LOG_LEVEL (kubectl-client-side-apply)'),
  })
  expect(at(cluster.store.get(named), 'data')).toEqual({ LOG_LEVEL: 'warn', OTHER: '1' })
})

test('the release that is there, deployed once more, takes back what was changed by hand', async () => {
  const { settled, cluster, target, get } = await stageWith([[V2, SECOND]])
  await settled(V2, 'TASK-1', 1)
  const named = { resource: 'deployments', namespace: 'shop', name: 'payments' }
  cluster.store.merge(named, BY_HAND, { manager: 'kubectl-edit' })
  cluster.roll('shop')
  const { forecast } = target.abilities('payments', 'staging')
  const wanted = { service: 'payments', environment: 'staging', release: V2, strategy: 'rolling' } as const
  expect(await forecast?.foresee(wanted)).toEqual({
    kind: 'changes',
    changes: expect.arrayContaining([{ what: 'variable', name: 'LOG_LEVEL', how: 'changed' }]),
    more: 0,
  })
  expect(await settled(V2, 'TASK-2', 20)).toMatchObject({ kind: 'done' })
  expect(at(get('deployments', 'payments'), 'spec', 'template', 'spec', 'containers')).toMatchObject([
    { image: 'registry.example/payments:v1.1.0', env: [{ name: 'LOG_LEVEL', value: 'debug' }] },
  ])
})

test('where the way back cannot be read, why it failed is told, and that the release is still there', async () => {
  const { settled, cluster, source, order, image } = await stageWith([
    [V1, FIRST],
    [V2, SECOND],
  ])
  await settled(V1, 'TASK-1', 1)
  cluster.behaves('v1.1.0', 'crash')
  source.lose(V1)
  const ended = await settled(V2, 'TASK-2', 20)
  expect(ended).toMatchObject({
    kind: 'failed',
    reason: expect.stringMatching(
      /keeps exiting.*It could not be taken back: The commit has no deploy\. v1\.1\.0, or parts of it, is still applied\.$/,
    ),
  })
  expect(image()).toBe('registry.example/payments:v1.1.0')
  const again = await settled(V2, 'TASK-2', 40)
  expect(again).toMatchObject({ kind: 'failed', reason: expect.stringContaining('could not be taken back') })
  await order(V2, { task: 'TASK-3', fencingToken: 50 }).ended
  expect(await order(V2, { task: 'TASK-3', fencingToken: 51, since: SINCE }, AbortSignal.abort()).ended).toMatchObject({
    kind: 'failed',
    reason: expect.stringMatching(/^It was cancelled\. It could not be taken back: .* is still applied\.$/),
  })
})

/** A second program of the service. */
const WORKER = { ...web(), metadata: { name: 'worker' } }
const THIRD = [configMap('new', { b: '2' }), WORKER, serviceOf('payments'), web()]

test.each(['killed and cancelled', 'killed, and another release comes'])(
  '%s before its Deployment was applied, its new objects go',
  async (how) => {
    const { settled, order, cluster, get, image } = await stageWith([
      [V1, FIRST],
      [V2, THIRD],
    ])
    await settled(V1, 'TASK-1', 1)
    const next = (): void =>
      cluster.before('patch', 'deployments', async () => {
        // Of its Deployments, the other one comes first.
        if (!get('deployments', 'worker')) return next()
        cluster.fault = 'cut'
        throw new Error('killed')
      })
    next()
    await order(V2, { fencingToken: 20, since: SINCE }).ended
    cluster.fault = undefined
    expect(get('deployments', 'worker')).toBeDefined()
    if (how === 'killed and cancelled')
      expect(await order(V2, { fencingToken: 21, since: SINCE }, AbortSignal.abort()).ended).toEqual({
        kind: 'cancelled',
      })
    else expect(await settled(V1, 'TASK-3', 40)).toMatchObject({ kind: 'done' })
    expect(image()).toBe('registry.example/payments:v1.0.0')
    expect(get('deployments', 'worker')).toBeUndefined()
    expect(get('configmaps', 'new')).toBeUndefined()
  },
)

test('what the cluster refuses halfway is taken back', async () => {
  const { settled, cluster, get } = await stageWith([
    [V1, FIRST],
    [V2, SECOND],
  ])
  await settled(V1, 'TASK-1', 1)
  const owner = { 'shipmate.dev/service': 'shipping', 'shipmate.dev/environment': 'staging' }
  const taken = async (): Promise<void> => {
    cluster.store.create(
      { resource: 'configmaps', namespace: 'shop', name: 'new' },
      configMap('new', {}, { labels: owner }),
    )
  }
  // Another service makes it after the dry run: the third request is what applies `web-config`.
  cluster.before('patch', 'services', async () => cluster.before('patch', 'configmaps', taken))
  expect(await settled(V2, 'TASK-2', 20)).toMatchObject({
    kind: 'failed',
    reason: expect.stringMatching(/^ConfigMap\/new belongs to shipping.* The Deployment has v1\.0\.0 again\.$/),
  })
  expect(at(get('configmaps', 'web-config'), 'data')).toEqual({ LOG_LEVEL: 'info' })
  expect(at(get('configmaps', 'new'), 'metadata', 'labels')).toMatchObject(owner)
})

test('the image of another container that somebody has set by hand is theirs', async () => {
  const sidecar = (tag: string) => ({ name: 'proxy', image: `registry.example/proxy:${tag}` })
  const own = { name: 'payments', image: 'registry.example/payments:ignored' }
  const withProxy = () => {
    const template = { metadata: { labels: { app: 'payments' } }, spec: { containers: [own, sidecar('1')] } }
    return [serviceOf('payments'), web({ template })]
  }
  const { settled, cluster, get } = await stageWith([
    [V1, withProxy()],
    [V2, withProxy()],
  ])
  await settled(V1, 'TASK-1', 1)
  const named = { resource: 'deployments', namespace: 'shop', name: 'payments' }
  const containers = [{ ...own, image: 'registry.example/payments:v1.0.0' }, sidecar('patched')]
  cluster.store.merge(named, { spec: { template: { spec: { containers } } } }, { manager: 'kubectl-edit' })
  cluster.roll('shop')
  expect(await settled(V2, 'TASK-2', 20)).toMatchObject({
    kind: 'failed',
    reason: expect.stringContaining('containers[name="proxy"].image (kubectl-edit)'),
  })
  expect(at(get('deployments', 'payments'), 'spec', 'template', 'spec', 'containers')).toMatchObject(containers)
})

test('a field that somebody takes just before the cluster is told to force ours is not taken from them', async () => {
  const { settled, cluster, get } = await stageWith([
    [V1, FIRST],
    [V2, [web({ replicas: 3 }), serviceOf('payments'), configMap('web-config', {})]],
  ])
  await settled(V1, 'TASK-1', 1)
  const named = { resource: 'deployments', namespace: 'shop', name: 'payments' }
  const containers = [{ name: 'payments', image: 'registry.example/payments:debug' }]
  cluster.store.merge(named, { spec: { template: { spec: { containers } } } }, { manager: 'kubectl-edit' })
  cluster.roll('shop')
  const taken = async (): Promise<void> => {
    cluster.store.merge(named, { spec: { replicas: 7 } }, { manager: 'kubectl-edit' })
  }
  let isTaken = false
  const once = async (): Promise<void> => {
    if (!isTaken) await taken()
    isTaken = true
  }
  // Two tries of the dry run, and one that finds only the image in the way; then that is forced.
  const after = (patches: number): void =>
    cluster.before('patch', 'deployments', async () => {
      if (patches > 1) return after(patches - 1)
      for (const verb of ['get', 'patch']) cluster.before(verb, 'deployments', once)
    })
  after(3)
  expect(await settled(V2, 'TASK-2', 20)).toMatchObject({
    kind: 'failed',
    reason: expect.stringContaining('spec.replicas (kubectl-edit)'),
  })
  expect(at(get('deployments', 'payments'), 'spec', 'replicas')).toBe(7)
})
