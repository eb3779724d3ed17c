import { describe } from 'vitest'
import { deploymentOf, routeTo, serviceOf, startFakeCluster } from '../support/kubernetes/fake-cluster.ts'
import { stageOn, V1, V2 } from '../support/kubernetes/stage.ts'
import { untilSettled } from '../support/kubernetes/until-settled.ts'
import { canaryContract } from './canary-contract.ts'

describe('a canary of a cluster', () => {
  canaryContract(async (test) => {
    const cluster = await startFakeCluster()
    cluster.namespace('shop')
    cluster.rollsByItself = true
    const { target, reached } = stageOn(cluster, { service: 'payments', route: 'shop' })
    const key = { namespace: 'shop', name: 'payments' }
    await test({
      delivery: {
        ...target,
        deploy(order, ...asked) {
          // Their team creates a Deployment before the first release, and without one there is nothing.
          const isThere = cluster.store.get({ resource: 'deployments', ...key }) !== undefined
          if (!isThere && order.strategy !== 'canary') {
            cluster.store.create({ resource: 'services', ...key }, serviceOf('payments'))
            cluster.store.create({ resource: 'httproutes', ...key, name: 'shop' }, routeTo('payments'))
            cluster.store.create({ resource: 'deployments', ...key }, deploymentOf('payments', 'payments:v0.9.0'))
          }
          return untilSettled(target)(order, ...asked)
        },
      },
      releases: [V1, V2],
      serving: async () => reached()[0],
      // One pod of it beside two of the release before.
      share: 33,
    })
  })
})
