import { expect, test } from 'vitest'
import { saying, WAIT } from '../support/hand-trial.ts'
import { type ClusterHand, createPayments } from '../support/kubernetes/cluster-hand.ts'
import { routeTo } from '../support/kubernetes/fake-cluster.ts'
import { at } from '../support/kubernetes/stored-object.ts'
import { deliveryTo, V1, V2 } from './kubernetes-contract.ts'

const CANARY = { strategy: 'canary', trial: saying(WAIT, 10) } as const

/** Canaries by the weights of an HTTPRoute. @param open A cluster with a namespace of its own for one test. */
export function kubernetesRouteContract(open: () => Promise<ClusterHand>): void {
  const routed = async () => {
    const hand = await open()
    await createPayments(hand)
    const delivery = deliveryTo(hand, undefined, undefined, undefined, 'shop')
    expect(await delivery.settled(V1, { task: 'TASK-1', fencingToken: 1 })).toMatchObject({ kind: 'done' })
    const isKnown = await hand.knows('httproutes')
    if (isKnown) await hand.create('httproutes', routeTo('payments'))
    else process.stdout.write('no route was created: the cluster has no gateway.networking.k8s.io/v1\n')
    return { hand, delivery, isKnown }
  }
  const rulesOf = async (hand: ClusterHand): Promise<Rule[]> =>
    at(await hand.get('httproutes', 'shop'), 'spec', 'rules') as Rule[]

  test('its weights give a canary exactly its share, and are what they were when it ends', async () => {
    const { hand, delivery, isKnown } = await routed()
    // Without the Gateway API there is no such route, and that is told.
    if (!isKnown) return expect(await delivery.settled(V2, CANARY)).toMatchObject(THERE_IS_NONE)
    const before = await rulesOf(hand)
    expect(await delivery.settled(V2, CANARY)).toEqual({ kind: 'paused', until: WAIT.until, share: 10 })
    expect(weightsOf(await rulesOf(hand))).toEqual([
      ['payments 9', 'payments-candidate 1'],
      ['payments 810', 'payments-candidate 90', 'other 100'],
      ['other 1'],
    ])
    expect(await delivery.reached()).toEqual(['v1.0.0', 'v1.0.0'])
    const promoted = { ...CANARY, trial: saying({ kind: 'promote' }, 10), fencingToken: 30 }
    expect(await delivery.settled(V2, promoted)).toMatchObject({ kind: 'done' })
    expect(await rulesOf(hand)).toEqual(before)
    expect(await hand.get('services', 'payments-candidate')).toBeUndefined()
    expect(await delivery.reached()).toEqual(['v1.1.0', 'v1.1.0'])
  })

  test('weights that somebody changes by hand stop it, and stay', async () => {
    const { hand, delivery, isKnown } = await routed()
    if (!isKnown) return expect(await delivery.settled(V2, CANARY)).toMatchObject(THERE_IS_NONE)
    expect(await delivery.settled(V2, CANARY)).toMatchObject({ kind: 'paused', share: 10 })
    const [first, ...others] = await rulesOf(hand)
    const backendRefs = first?.backendRefs.map((one) => ({ ...one, weight: 5 }))
    await hand.edit('httproutes', 'shop', { spec: { rules: [{ ...first, backendRefs }, ...others] } })
    expect(await delivery.settled(V2, { ...CANARY, fencingToken: 30 })).toMatchObject({
      kind: 'failed',
      reason: expect.stringMatching(/^Canary stopped: somebody has changed the weights of the HTTPRoute shop/),
    })
    expect(weightsOf(await rulesOf(hand))).toEqual([['payments 10'], ['payments 900', 'other 100'], ['other 1']])
    expect(await delivery.reached()).toEqual(['v1.0.0', 'v1.0.0'])
  })
}

interface Rule {
  readonly backendRefs: readonly { readonly name: string; readonly weight: number }[]
}

const weightsOf = (rules: readonly Rule[]): string[][] =>
  rules.map(({ backendRefs }) => backendRefs.map(({ name, weight }) => `${name} ${weight}`))

const THERE_IS_NONE = { kind: 'failed', reason: expect.stringMatching(/^There is no HTTPRoute shop/) }
