import { expect, test } from 'vitest'
import { saying, WAIT } from '../../support/hand-trial.ts'
import { deploymentOf, routeTo, serviceOf } from '../../support/kubernetes/fake-cluster.ts'
import { clusterWith, V1, V2 } from '../../support/kubernetes/stage.ts'

const SINCE = '2026-03-02T09:00:00Z'
const SERVICE = { resource: 'services', namespace: 'shop', name: 'payments-candidate' } as const
const DEPLOYMENT = { ...SERVICE, resource: 'deployments' } as const

/** A team that has a Deployment or a Service of its own by the name that Shipmate gives candidates. */
async function occupied(own: 'Deployment' | 'Service') {
  const stage = await clusterWith(V1, { service: 'payments', route: 'shop' })
  const { store } = stage.cluster
  store.create({ resource: 'httproutes', namespace: 'shop', name: 'shop' }, routeTo('payments'))
  if (own === 'Service') store.create(SERVICE, serviceOf('payments-candidate'))
  else store.create(DEPLOYMENT, deploymentOf('payments-candidate', 'registry.example/hiring:v7'))
  const theirs = own === 'Service' ? SERVICE : DEPLOYMENT
  const before = JSON.stringify(store.get(theirs))
  return { ...stage, isUntouched: () => JSON.stringify(store.get(theirs)) === before }
}

test.each([
  ['Service', 'canary'],
  ['Deployment', 'canary'],
  ['Deployment', 'blue-green'],
] as const)(
  'a %s of the team by that name makes a %s impossible, before anything is changed',
  async (own, strategy) => {
    const { order, isUntouched, cluster } = await occupied(own)
    const trial = strategy === 'canary' ? saying(WAIT) : undefined
    const deployments = cluster.store.list('deployments', 'shop').length
    const outcome = await order(V2, { strategy, since: SINCE }, undefined, trial).ended
    expect(outcome).toMatchObject({
      kind: 'failed',
      reason: `The ${own} payments-candidate in the namespace shop is not Shipmate's, which needs that name for the new release. Nothing was changed.`,
    })
    expect(isUntouched()).toBe(true)
    expect(cluster.store.list('deployments', 'shop')).toHaveLength(deployments)
  },
)

test.each(['Service', 'Deployment'] as const)('a rolling deployment leaves the %s of the team alone', async (own) => {
  const { order, isUntouched, cluster } = await occupied(own)
  await order(V2, { since: SINCE }).ended
  for (const fencingToken of [11, 12]) {
    cluster.roll('shop')
    await order(V2, { since: SINCE, fencingToken }).ended
  }
  expect(await order(V2, { since: SINCE, fencingToken: 13 }).ended).toMatchObject({ kind: 'done' })
  expect(cluster.store.get(own === 'Service' ? SERVICE : DEPLOYMENT)).toBeDefined()
  if (own === 'Service') expect(isUntouched()).toBe(true)
})
