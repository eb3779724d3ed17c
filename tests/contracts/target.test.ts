import { describe } from 'vitest'
import { actionsTarget, untilEnded } from '../support/actions-place.ts'
import { newWorld } from '../support/actions-server.ts'
import { withCommands } from '../support/command-place.ts'
import { deploymentOf, revisionOf, serviceOf, startFakeCluster } from '../support/kubernetes/fake-cluster.ts'
import { stageOn } from '../support/kubernetes/stage.ts'
import { untilSettled } from '../support/kubernetes/until-settled.ts'
import { inPlace } from '../support/local-delivery.ts'
import { targetContract } from './target-contract.ts'

const release = (version: string) => ({ version, sha: version.padEnd(40, '0') })

describe('command', () =>
  targetContract((test) =>
    withCommands(({ target, serving, ran }) =>
      test({
        delivery: target,
        releases: [release('v1.0.0'), release('v1.1.0')],
        broken: release('v1.2.0-broken'),
        serving: async () => serving(),
        rollouts: async () => ran().length,
      }),
    ),
  ))

describe('github-actions', () =>
  targetContract(async (test) => {
    const world = newWorld()
    world.broken.add('v1.2.0-broken')
    await test({
      delivery: untilEnded(await actionsTarget(world)),
      releases: [release('v1.0.0'), release('v1.1.0')],
      broken: release('v1.2.0-broken'),
      serving: async () => world.serving,
      rollouts: async () => world.dispatches.length,
    })
  }))

describe('local', () =>
  targetContract((test) =>
    inPlace(
      async (place) => {
        const releases = [
          await place.released({ version: 'v1.0.0' }),
          await place.released({ version: 'v1.1.0' }),
        ] as const
        const broken = await place.released({ version: 'v1.2.0', exits: 3 })
        await place.delivery.start()
        await test({
          delivery: place.delivery,
          releases,
          broken,
          serving: async () => (await place.get()).version,
          // The task is part of the name of an instance, so one that was started twice would be there under one name.
          rollouts: async () => new Set(place.instances().map(({ process }) => process?.pid)).size,
        })
      },
      { id: 'payments' },
    ),
  ))

describe('kubernetes', () =>
  targetContract(async (test) => {
    const cluster = await startFakeCluster()
    cluster.namespace('shop')
    cluster.rollsByItself = true
    cluster.behaves('v1.2.0', 'crash')
    const key = { namespace: 'shop', name: 'payments' }
    cluster.store.create({ resource: 'services', ...key }, serviceOf('payments'))
    cluster.store.create({ resource: 'deployments', ...key }, deploymentOf('payments', 'payments:v0.9.0'))
    cluster.roll('shop')
    const { target, reached } = stageOn(cluster, { service: 'payments' })
    await test({
      delivery: { deploy: untilSettled(target) },
      releases: [release('v1.0.0'), release('v1.1.0')],
      broken: release('v1.2.0'),
      serving: async () => reached()[0],
      // The first revision is what was there before.
      rollouts: async () => revisionOf(cluster, 'payments') - 1,
    })
  }))
