import { expect, test } from 'vitest'
import { createKubernetesTarget } from '../../adapters/deploy/kubernetes/kubernetes-target.ts'
import type { TaskId } from '../../src/domain/ids.ts'
import type { DeployPhase, Release } from '../../src/domain/release.ts'
import { type DeployOrder, type DeployOutcome, HandedOverError } from '../../src/ports/deployer.ts'
import { saying, WAIT } from '../support/hand-trial.ts'
import { type ClusterHand, createPayments } from '../support/kubernetes/cluster-hand.ts'
import { deploymentOf } from '../support/kubernetes/fake-cluster.ts'
import { MANIFESTS, sourceOf } from '../support/kubernetes/manifest-stage.ts'
import { at } from '../support/kubernetes/stored-object.ts'

export const V1: Release = { sha: '1'.repeat(40), version: 'v1.0.0' }
export const V2: Release = { sha: '2'.repeat(40), version: 'v1.1.0' }

type Asked = Partial<DeployOrder> & { readonly signal?: AbortSignal; readonly trial?: ReturnType<typeof saying> }

/** A delivery to the namespace of a hand, and what can be seen there. */
export function deliveryTo(
  hand: ClusterHand,
  context = hand.contexts.shipmate,
  namespace = hand.namespace,
  manifests?: Parameters<typeof sourceOf>[0],
  route?: string,
) {
  let ahead = 0
  const target = createKubernetesTarget({
    placeOf: () => ({
      ...{ namespace, deployment: 'payments', service: 'payments', rolloutSeconds: 600 },
      ...{ image: 'registry.example/payments:{version}', kubeconfig: hand.kubeconfig, context },
      ...(manifests && { manifests: MANIFESTS }),
      ...(route !== undefined && { route }),
    }),
    clock: { now: () => new Date(Date.now() + ahead) },
    redact: (text) => text,
    newestPosition: async () => 1_000,
    ...(manifests && { manifests: sourceOf(manifests) }),
  })
  const phases: DeployPhase[] = []
  const deploy = (release: Release, { signal, trial, ...order }: Asked = {}): Promise<DeployOutcome> => {
    const usual = { task: 'TASK-2' as TaskId, fencingToken: 10, service: 'payments', environment: 'staging' }
    const whole: DeployOrder = { ...usual, release, strategy: 'rolling', ...order }
    const never = new AbortController().signal
    return target.deploy(whole, async (phase) => void phases.push(phase), signal ?? never, trial)
  }
  return {
    ...{ target, phases, deploy },
    halfAnHourPasses() {
      ahead += 30 * 60_000
    },
    /** Looks again whenever the cluster has nothing more to do, until the order ends or its trial waits. */
    async settled(release: Release, asked: Asked = {}): Promise<DeployOutcome> {
      let order = asked
      for (let look = 0; ; look += 1) {
        const outcome = await deploy(release, order)
        if (outcome.kind !== 'paused' || outcome.until === WAIT.until || look === 9) return outcome
        await hand.settle()
        // Each attempt of a worker has a newer token.
        order = { ...order, fencingToken: (order.fencingToken ?? 10) + 1, since: new Date().toISOString() }
      }
    },
    async image(): Promise<string> {
      const found = at(await hand.get('deployments', 'payments'), 'spec', 'template', 'spec', 'containers')
      return (found as { image: string }[])[0]?.image ?? ''
    },
    /** The versions of all pods that requests reach. */
    async reached(): Promise<readonly string[]> {
      await hand.settle()
      const selector = at(await hand.get('services', 'payments'), 'spec', 'selector') as Record<string, string>
      const chosen = (await hand.list('pods')).filter(({ metadata }) =>
        Object.entries(selector).every(([key, value]) => metadata.labels?.[key] === value),
      )
      return chosen.map(({ spec }) => (spec.containers as { image: string }[])[0]?.image.split(':')[1] ?? '').sort()
    },
  }
}

type Delivery = ReturnType<typeof deliveryTo>

/** @param open A cluster with a namespace of its own for one test. */
export function kubernetesContract(open: () => Promise<ClusterHand>): void {
  const served = async (): Promise<{ hand: ClusterHand; delivery: Delivery }> => {
    const hand = await open()
    await createPayments(hand)
    const delivery = deliveryTo(hand)
    expect(await delivery.settled(V1, { task: 'TASK-1', fencingToken: 1 })).toMatchObject({ kind: 'done' })
    delivery.phases.length = 0
    return { hand, delivery }
  }

  test('a release takes over, and health says so', async () => {
    const { delivery } = await served()
    expect(await delivery.settled(V2)).toEqual({ kind: 'done', detail: '2 of 2 replicas run v1.1.0.' })
    expect(delivery.phases).toEqual(['starting', 'healthy', 'switched'])
    expect(await delivery.reached()).toEqual(['v1.1.0', 'v1.1.0'])
    expect(await delivery.target.health('payments', 'staging')).toMatchObject({ state: 'healthy', release: V2 })
  })

  test('an older order changes nothing; of two at the same moment the newer one wins', async () => {
    const { delivery } = await served()
    const [older, newer] = await Promise.all([
      delivery.deploy(V1, { task: 'TASK-4', fencingToken: 40 }),
      delivery.deploy(V2, { task: 'TASK-5', fencingToken: 50 }),
    ])
    expect(newer).toMatchObject({ kind: 'paused' })
    expect(await delivery.image()).toBe('registry.example/payments:v1.1.0')
    const late = older.kind === 'failed' ? older : await delivery.deploy(V1, { task: 'TASK-4', fencingToken: 41 })
    expect(late).toMatchObject({ kind: 'failed', reason: expect.stringContaining('A newer task') })
    expect(await delivery.image()).toBe('registry.example/payments:v1.1.0')
  })

  test('cancelled, it has what it had before; handed over, it is left as it is', async () => {
    const { hand, delivery } = await served()
    hand.behaves('v1.1.0', 'not-ready')
    await delivery.deploy(V2)
    const lost = AbortSignal.abort(new HandedOverError('somebody else continues'))
    await expect(delivery.deploy(V2, { fencingToken: 11, signal: lost })).rejects.toThrow(HandedOverError)
    expect(await delivery.image()).toBe('registry.example/payments:v1.1.0')
    expect(await delivery.deploy(V2, { fencingToken: 12, signal: AbortSignal.abort() })).toEqual({ kind: 'cancelled' })
    expect(await delivery.image()).toBe('registry.example/payments:v1.0.0')
    expect(await delivery.reached()).toEqual(['v1.0.0', 'v1.0.0'])
  })

  test('cancelled too late, it is done', async () => {
    const { hand, delivery } = await served()
    await delivery.deploy(V2)
    await hand.settle()
    expect(await delivery.deploy(V2, { fencingToken: 11, signal: AbortSignal.abort() })).toMatchObject({ kind: 'done' })
  })

  test.each([
    ['no-image', /The image registry\.example\/payments:v1\.1\.0 cannot be pulled: .*not found/],
    ['crash', /payments keeps exiting: \d+ times, last with exit code 1\./],
  ] as const)('what never starts is told and taken back: %s', async (behaviour, told) => {
    const { hand, delivery } = await served()
    hand.behaves('v1.1.0', behaviour)
    const outcome = await delivery.settled(V2)
    expect(outcome).toMatchObject({ kind: 'failed', reason: expect.stringMatching(told) })
    expect(outcome).toMatchObject({ reason: expect.stringMatching(/The Deployment has v1\.0\.0 again\.$/) })
    expect(await delivery.reached()).toEqual(['v1.0.0', 'v1.0.0'])
  })

  test.each([
    ['not-ready', /A new pod runs but is not ready/],
    ['no-room', /No node has room for a new pod/],
    ['no-config', /A new pod cannot start/],
  ] as const)('what does not get ready in time is told and taken back: %s', async (behaviour, told) => {
    const { hand, delivery } = await served()
    hand.behaves('v1.1.0', behaviour)
    await delivery.deploy(V2)
    await hand.settle()
    expect(await delivery.deploy(V2, { fencingToken: 11 })).toMatchObject({
      kind: 'paused',
      seen: expect.stringMatching(told),
    })
    delivery.halfAnHourPasses()
    await hand.settle()
    expect(await delivery.deploy(V2, { fencingToken: 12 })).toMatchObject({
      kind: 'failed',
      reason: expect.stringMatching(told),
    })
    expect(await delivery.image()).toBe('registry.example/payments:v1.0.0')
  })

  test('a quota is told in the words of the cluster', async () => {
    const { hand, delivery } = await served()
    await hand.quota(2)
    await delivery.deploy(V2)
    await hand.settle()
    delivery.halfAnHourPasses()
    expect(await delivery.deploy(V2, { fencingToken: 11 })).toMatchObject({
      kind: 'failed',
      reason: expect.stringMatching(/The quota of the namespace leaves no room for new pods: .*exceeded quota/),
    })
  })

  test('a right that is missing is named, and nothing was changed', async () => {
    const { hand, delivery } = await served()
    const reader = deliveryTo(hand, hand.contexts.reader)
    expect(await reader.deploy(V2)).toMatchObject({
      kind: 'failed',
      reason: `Shipmate may not patch deployments in the namespace ${hand.namespace}. Nothing was changed.`,
    })
    expect(await delivery.image()).toBe('registry.example/payments:v1.0.0')
  })

  test('a namespace that is not there, or that Shipmate may not see', async () => {
    const hand = await open()
    const outcome = await deliveryTo(hand, undefined, 'nowhere').deploy(V2)
    expect(outcome).toMatchObject({
      kind: 'failed',
      reason: expect.stringMatching(/no namespace nowhere|may not get \w+ in the namespace nowhere/),
    })
  })

  test('recreate stops all old pods first, and leaves the Deployment as it was', async () => {
    const { hand, delivery } = await served()
    const strategy = async () => at(await hand.get('deployments', 'payments'), 'spec', 'strategy')
    const before = await strategy()
    expect(await delivery.settled(V2, { strategy: 'recreate' })).toMatchObject({ kind: 'done' })
    expect(await strategy()).toEqual(before)
    expect(await delivery.reached()).toEqual(['v1.1.0', 'v1.1.0'])
  })

  test.each(['failed', 'cancelled'] as const)(
    'a recreated release that %s leaves the strategy as it was, once what was there before is up again',
    async (kind) => {
      const { hand, delivery } = await served()
      const strategy = async () => at(await hand.get('deployments', 'payments'), 'spec', 'strategy')
      const before = await strategy()
      hand.behaves('v1.1.0', 'crash')
      await delivery.deploy(V2, { strategy: 'recreate' })
      await hand.settle()
      const asked = { strategy: 'recreate', ...(kind === 'cancelled' && { signal: AbortSignal.abort() }) } as const
      const waits = await delivery.deploy(V2, { ...asked, fencingToken: 11 })
      expect(waits).toMatchObject({
        kind: 'paused',
        stopping: true,
        seen: expect.stringMatching(/^Going back to v1\.0\.0\./),
      })
      // Whoever takes it over after a kill finds where it stands.
      const again = await delivery.deploy(V2, { ...asked, fencingToken: 12 })
      expect(again).toMatchObject({ kind: 'paused', stopping: true })
      expect(await strategy()).toMatchObject({ type: 'Recreate' })
      await hand.settle()
      const ended = await delivery.deploy(V2, { ...asked, fencingToken: 13 })
      expect(ended).toMatchObject({ kind })
      if (ended.kind === 'failed')
        expect(ended.reason).toMatch(/payments keeps exiting: .* The Deployment has v1\.0\.0 again\.$/)
      expect(await strategy()).toEqual(before)
      expect(await delivery.reached()).toEqual(['v1.0.0', 'v1.0.0'])
      expect(await delivery.deploy(V2, { ...asked, fencingToken: 14 })).toEqual(ended)
    },
  )

  test('blue-green: all users are switched at once, and nothing is left beside', async () => {
    const { hand, delivery } = await served()
    await delivery.deploy(V2, { strategy: 'blue-green' })
    expect(await delivery.reached()).toEqual(['v1.0.0', 'v1.0.0'])
    expect(await delivery.settled(V2, { strategy: 'blue-green' })).toMatchObject({ kind: 'done' })
    expect(delivery.phases.slice(0, 3)).toEqual(['starting', 'healthy', 'switched'])
    expect(await delivery.reached()).toEqual(['v1.1.0', 'v1.1.0'])
    expect(await hand.get('deployments', 'payments-candidate')).toBeUndefined()
  })

  test('a canary stands beside, and is promoted or taken away', async () => {
    const { hand, delivery } = await served()
    const canary = { strategy: 'canary', trial: saying(WAIT, 25) } as const
    // One of three pods is more than was asked for, and that is what is told.
    expect(await delivery.settled(V2, canary)).toEqual({ kind: 'paused', until: WAIT.until, share: 33 })
    expect(await delivery.reached()).toEqual(['v1.0.0', 'v1.0.0', 'v1.1.0'])
    // Whoever judges it asks right after a newer worker has taken the order.
    const asked = saying(WAIT, 25)
    await delivery.deploy(V2, { ...canary, trial: asked, fencingToken: 25 })
    expect(await (await asked.asked()).complaint()).toBeUndefined()
    const later = { ...canary, fencingToken: 26 }
    const stopped = await delivery.deploy(V2, { ...later, signal: AbortSignal.abort() })
    expect(stopped).toEqual({ kind: 'cancelled' })
    expect(await delivery.reached()).toEqual(['v1.0.0', 'v1.0.0'])
    const promoted = { ...later, trial: saying({ kind: 'promote' }, 25) }
    expect(await delivery.settled(V2, promoted)).toMatchObject({ kind: 'done' })
    expect(await delivery.reached()).toEqual(['v1.1.0', 'v1.1.0'])
    expect(await hand.get('deployments', 'payments-candidate')).toBeUndefined()
  })

  test('restart replaces every pod once; scale sets their number', async () => {
    const { hand, delivery } = await served()
    const { restart, scale } = delivery.target.abilities('payments', 'staging')
    if (restart.kind !== 'able' || scale.kind !== 'able') throw new Error('it can do less')
    const names = async () => (await hand.list('pods')).map(({ metadata }) => metadata.name)
    const before = await names()
    const order = { task: 'TASK-3' as TaskId, fencingToken: 30, service: 'payments', environment: 'staging' }
    const silent = async () => undefined
    const { signal } = new AbortController()
    await restart.part.restart(order, silent, signal)
    await hand.settle()
    const again = await restart.part.restart({ ...order, since: new Date().toISOString() }, silent, signal)
    expect(again).toEqual({ kind: 'done', detail: '2 of 2 replicas were replaced.' })
    expect((await names()).filter((name) => before.includes(name))).toEqual([])
    await scale.part.scale({ ...order, task: 'TASK-4', fencingToken: 40, count: 3 }, silent, signal)
    await hand.settle()
    expect(await scale.part.scaleNow('payments', 'staging')).toEqual({ count: 3, ready: 3 })
  })

  test('what a release would change is told before, and a confirmed digest is what runs', async () => {
    const { delivery } = await served()
    const { forecast } = delivery.target.abilities('payments', 'staging')
    const wanted = { service: 'payments', environment: 'staging', release: V2, strategy: 'rolling' } as const
    expect(await forecast?.foresee(wanted)).toEqual({
      kind: 'changes',
      changes: [{ what: 'image', from: 'v1.0.0', to: 'v1.1.0' }],
      more: 0,
    })
    expect(await delivery.image()).toBe('registry.example/payments:v1.0.0')
    const digest = `sha256:${'a'.repeat(64)}`
    expect(await delivery.settled(V2, { digest })).toMatchObject({ kind: 'done' })
    expect(await delivery.image()).toBe(`registry.example/payments:v1.1.0@${digest}`)
  })

  test('who may only look is told that what would change needs a right', async () => {
    const { hand } = await served()
    const { forecast } = deliveryTo(hand, hand.contexts.reader).target.abilities('payments', 'staging')
    const wanted = { service: 'payments', environment: 'staging', release: V2, strategy: 'rolling' } as const
    expect(await forecast?.foresee(wanted)).toMatchObject({
      kind: 'unknown',
      why: expect.stringContaining(`Shipmate may not patch deployments in the namespace ${hand.namespace}.`),
    })
  })

  test('manifests bring what a service consists of, and take with them what a later commit has not', async () => {
    const hand = await open()
    const map = (name: string, level: string) => ({
      ...{ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name }, data: { level } },
    })
    const delivery = deliveryTo(hand, undefined, undefined, [
      [
        V1,
        [map('web', 'info'), map('old', 'x'), hand.asDeployed(deploymentOf('payments', 'registry.example/payments:x'))],
      ],
      [V2, [map('web', 'debug'), hand.asDeployed(deploymentOf('payments', 'registry.example/payments:x'))]],
    ])
    expect(await delivery.settled(V1, { task: 'TASK-1', fencingToken: 1 })).toMatchObject({ kind: 'done' })
    const { forecast } = delivery.target.abilities('payments', 'staging')
    const wanted = { service: 'payments', environment: 'staging', release: V2, strategy: 'rolling' } as const
    expect(await forecast?.foresee(wanted)).toEqual({
      kind: 'changes',
      changes: [
        { what: 'removed', kind: 'ConfigMap', name: 'old' },
        { what: 'image', from: 'v1.0.0', to: 'v1.1.0' },
        { what: 'entry', of: 'web', key: 'level', how: 'changed' },
      ],
      more: 0,
    })
    expect(await delivery.settled(V2, { task: 'TASK-2', fencingToken: 20 })).toEqual({
      kind: 'done',
      detail: '2 of 2 replicas run v1.1.0. Removed: ConfigMap/old.',
    })
    expect(at(await hand.get('configmaps', 'web'), 'data')).toEqual({ level: 'debug' })
    expect(await hand.get('configmaps', 'old')).toBeUndefined()
    hand.behaves('v1.0.0', 'crash')
    expect(await delivery.settled(V1, { task: 'TASK-3', fencingToken: 40 })).toMatchObject({
      kind: 'failed',
      reason: expect.stringMatching(/The Deployment has v1\.1\.0 again\.$/),
    })
    expect(at(await hand.get('configmaps', 'web'), 'data')).toEqual({ level: 'debug' })
    expect(await hand.get('configmaps', 'old')).toBeUndefined()
  })

  test('an image that was changed by hand is what health tells', async () => {
    const { hand, delivery } = await served()
    const containers = [{ name: 'payments', image: 'registry.example/payments:debug' }]
    await hand.edit('deployments', 'payments', { spec: { template: { spec: { containers } } } })
    await hand.settle()
    expect(await delivery.target.health('payments', 'staging')).toMatchObject({
      state: 'healthy',
      release: { version: 'debug' },
    })
  })
}
