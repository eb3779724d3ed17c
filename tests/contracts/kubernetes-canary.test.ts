import { describe } from 'vitest'
import { deploymentOf, routeTo, serviceOf, startFakeCluster } from '../support/kubernetes/fake-cluster.ts'
import { stageOn, V1, V2 } from '../support/kubernetes/stage.ts'
import { untilSettled } from '../support/kubernetes/until-settled.ts'
import { canaryContract } from './canary-contract.ts'

describe.each([
  { by: 'pods beside those of the release before', place: {}, shareOf: () => 33 },
  { by: 'the weights of a route', place: { route: 'shop' }, shareOf: (percent: number) => percent },
])('a canary of a cluster that has its share by $by', ({ place, shareOf }) => {
  canaryContract(async (test) => {
    const cluster = await startFakeCluster()
    cluster.namespace('shop')
    cluster.rollsByItself = true
    const { target, reached } = stageOn(cluster, { service: 'payments', ...place })
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
      shareOf,
    })
  })
})
