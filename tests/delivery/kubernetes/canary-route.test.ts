import { expect, test } from 'vitest'
import { saying, WAIT } from '../../support/hand-trial.ts'
import { routeTo } from '../../support/kubernetes/fake-cluster.ts'
import { clusterWith, V1, V2 } from '../../support/kubernetes/stage.ts'
import { at } from '../../support/kubernetes/stored-object.ts'

const KEY = { resource: 'httproutes', namespace: 'shop', name: 'shop' } as const
const SINCE = '2026-03-02T09:00:00Z'

async function routed() {
  const stage = await clusterWith(V1, { service: 'payments', route: 'shop' })
  const { cluster, order } = stage
  cluster.store.create(KEY, routeTo('payments'))
  cluster.rollsByItself = true
  let token = 10
  return {
    ...stage,
    /** Looks at the canary of 10 % until its pods are ready and its trial has spoken. */
    async look(trial = saying(WAIT), signal?: AbortSignal) {
      for (;;) {
        token += 1
        const asked = { strategy: 'canary', fencingToken: token, since: SINCE } as const
        const outcome = await order(V2, asked, signal, { ...trial, percent: 10 }).ended
        if (outcome.kind !== 'paused' || outcome.until === WAIT.until || cluster.fault) return outcome
      }
    },
    /** Other weights of the first rule; a backend without any is taken out. */
    byHand(weights: readonly { readonly weight: number }[]) {
      const [first, ...others] = at(cluster.store.get(KEY), 'spec', 'rules') as { backendRefs: object[] }[]
      const backendRefs = weights.map((weight, index) => ({ ...first?.backendRefs[index], ...weight }))
      cluster.store.merge(KEY, { spec: { rules: [{ ...first, backendRefs }, ...others] } })
    },
    rules: () => at(cluster.store.get(KEY), 'spec', 'rules'),
    weights: () =>
      (at(cluster.store.get(KEY), 'spec', 'rules') as { backendRefs: { name: string; weight: number }[] }[]).map(
        ({ backendRefs }) => backendRefs.map(({ name, weight }) => `${name} ${weight}`).join(', '),
      ),
    services: () => cluster.store.list('services', 'shop').map(({ metadata }) => metadata.name),
  }
}

const SHARED = ['payments 9, payments-candidate 1', 'payments 810, payments-candidate 90, other 100', 'other 1']
const ABORT = { kind: 'abort', reasons: ['It answers with errors.'], nextStep: 'Fix it.' } as const

test('the weights of the route give a canary exactly its share, and nothing else of the route changes', async () => {
  const { look, rules, weights, services, reached, cluster } = await routed()
  const before = rules()
  expect(await look()).toEqual({ kind: 'paused', until: WAIT.until, share: 10 })
  expect(weights()).toEqual(SHARED)
  // Its pods get no requests but by the route.
  expect(reached()).toEqual(['v1.0.0', 'v1.0.0'])
  const candidate = cluster.store.get({ resource: 'services', namespace: 'shop', name: 'payments-candidate' })
  expect(at(candidate, 'spec')).toEqual({ selector: { app: 'payments-candidate' }, ports: [] })
  expect(await look(saying({ kind: 'promote' }))).toMatchObject({ kind: 'done' })
  expect(rules()).toEqual(before)
  expect(services()).toEqual(['payments'])
  expect(reached()).toEqual(['v1.1.0', 'v1.1.0'])
})

test('stopped or cancelled, the weights are what they were, and nothing is left beside', async () => {
  for (const end of ['stopped', 'cancelled'] as const) {
    const { look, rules, services, cluster } = await routed()
    const before = rules()
    await look()
    const outcome = end === 'stopped' ? await look(saying(ABORT)) : await look(saying(WAIT), AbortSignal.abort())
    expect(outcome).toMatchObject(
      end === 'stopped'
        ? { kind: 'failed', reason: expect.stringContaining('v1.1.0 received 10 % of requests') }
        : { kind: 'cancelled' },
    )
    expect(rules()).toEqual(before)
    expect(services()).toEqual(['payments'])
    expect(cluster.store.list('deployments', 'shop')).toHaveLength(1)
  }
})

test.each([
  'patch httproutes',
  'create services',
  'create deployments',
  'delete services',
  'delete deployments',
] as const)('a kill before “%s” leaves nothing that the next look does not put in order', async (step) => {
  const { look, rules, weights, services, cluster } = await routed()
  const before = rules()
  const [verb = '', resource = ''] = step.split(' ')
  const kill = (): void =>
    cluster.before(verb, resource, async () => {
      cluster.fault = 'cut'
      throw new Error('killed')
    })
  const again = async (trial = saying(WAIT)): Promise<string> => {
    kill()
    await look(trial).catch(() => undefined)
    cluster.fault = undefined
    cluster.before(verb, resource, async () => undefined)
    return (await look(trial)).kind
  }
  expect(await again()).toBe('paused')
  expect(weights()).toEqual(SHARED)
  expect(await again(saying(ABORT))).toBe('failed')
  expect(rules()).toEqual(before)
  expect(services()).toEqual(['payments'])
})

test('weights that somebody changes by hand stop the canary, and stay but for the candidate', async () => {
  const { look, weights, byHand, services } = await routed()
  await look()
  byHand([{ weight: 5 }, { weight: 5 }])
  expect(await look(saying({ kind: 'promote' }))).toMatchObject({
    kind: 'failed',
    reason:
      'Canary stopped: somebody has changed the weights of the HTTPRoute shop, so v1.1.0 does not have the share that was planned. The weights of the HTTPRoute shop stay as somebody has set them, without payments-candidate.',
  })
  expect(weights()).toEqual(['payments 10', 'payments 900, other 100', 'other 1'])
  expect(services()).toEqual(['payments'])
})

test('requests that somebody takes from a canary by hand are not given to it again, and it is not promoted', async () => {
  const { look, weights, byHand, reached } = await routed()
  await look()
  byHand([{ weight: 1 }])
  expect(await look(saying({ kind: 'promote' }))).toMatchObject({ kind: 'failed' })
  expect(weights()[0]).toBe('payments 1')
  expect(reached()).toEqual(['v1.0.0', 'v1.0.0'])
})

test('weights that somebody changes at the very end are told with the result', async () => {
  const { look, byHand, cluster } = await routed()
  await look()
  cluster.before('patch', 'deployments', async () => {
    if (cluster.store.get(KEY)) byHand([{ weight: 3 }, { weight: 7 }])
    cluster.before('patch', 'deployments', async () => undefined)
  })
  const outcome = await look(saying(ABORT))
  expect(outcome).toMatchObject({
    kind: 'failed',
    reason: expect.stringMatching(/The weights of the HTTPRoute shop stay as somebody has set them/),
  })
})

test('an older order does not change the route after a newer one', async () => {
  const { look, order, rules, cluster } = await routed()
  const before = rules()
  cluster.before('patch', 'httproutes', async () => {
    await order(V2, { task: 'TASK-9', fencingToken: 90, since: SINCE }).ended
    await order(V2, { task: 'TASK-9', fencingToken: 91, since: SINCE }).ended
  })
  expect(await look()).toMatchObject({ kind: 'failed', reason: expect.stringContaining('A newer task') })
  expect(rules()).toEqual(before)
})

test('no such route, one that goes elsewhere, and a missing right are told before anything is changed', async () => {
  const { look, cluster } = await routed()
  cluster.store.merge(KEY, { spec: { rules: [] } })
  expect(await look()).toMatchObject({
    reason:
      'The HTTPRoute shop sends nothing to the Service payments, so a canary has no share to get. Nothing was changed.',
  })
  cluster.store.remove(KEY)
  expect(await look()).toMatchObject({
    reason: 'There is no HTTPRoute shop in the namespace shop. Nothing was changed.',
  })
  cluster.forbid('patch', 'httproutes')
  expect(await look()).toMatchObject({
    kind: 'failed',
    reason: expect.stringMatching(/^Shipmate may not patch httproutes in the namespace shop\./),
  })
  expect(cluster.store.list('deployments', 'shop')).toHaveLength(1)
})

test('a controller that writes the route all the time does not keep a worker for ever', async () => {
  const { order, cluster } = await routed()
  let writes = 0
  const contend = (): void =>
    cluster.before('patch', 'httproutes', async () => {
      writes += 1
      if (writes > 100) return
      cluster.store.merge(KEY, { metadata: { annotations: { seen: String(writes) } } })
      contend()
    })
  contend()
  const asked = { strategy: 'canary', since: SINCE } as const
  for (const fencingToken of [20, 21]) {
    const outcome = await order(V2, { ...asked, fencingToken }, undefined, saying(WAIT)).ended
    expect(outcome).toMatchObject({ kind: 'paused' })
  }
  expect(writes).toBeGreaterThan(1)
  expect(writes).toBeLessThan(50)
})

test.each(['removed', 'names the Service no longer'] as const)(
  'a canary whose route is %s stops, and is not promoted',
  async (how) => {
    const { look, reached, services, cluster } = await routed()
    expect(await look()).toMatchObject({ share: 10 })
    if (how === 'removed') cluster.store.remove(KEY)
    else cluster.store.merge(KEY, { metadata: { annotations: null }, spec: { rules: [] } })
    const what = how === 'removed' ? 'removed the HTTPRoute shop' : 'changed the weights of the HTTPRoute shop'
    expect(await look(saying({ kind: 'promote' }))).toMatchObject({
      kind: 'failed',
      reason: `Canary stopped: somebody has ${what}, so v1.1.0 does not have the share that was planned.`,
    })
    expect(services()).toEqual(['payments'])
    expect(reached()).toEqual(['v1.0.0', 'v1.0.0'])
  },
)
