import { expect, test } from 'vitest'
import type { TaskId } from '../../src/domain/ids.ts'
import { autoscalerOf, type ClusterHand, createPayments } from '../support/kubernetes/cluster-hand.ts'
import { at } from '../support/kubernetes/stored-object.ts'
import { deliveryTo, V1, V2 } from './kubernetes-contract.ts'

/** What somebody changes in a cluster beside Shipmate. @param open A cluster with a namespace of its own for one test. */
export function kubernetesDriftContract(open: () => Promise<ClusterHand>): void {
  const served = async () => {
    const hand = await open()
    await createPayments(hand)
    const containerWith = (env: Readonly<Record<string, string>>, image = 'registry.example/payments:v1.0.0') => ({
      spec: {
        template: {
          spec: {
            containers: [
              { name: 'payments', image, env: Object.entries(env).map(([name, value]) => ({ name, value })) },
            ],
          },
        },
      },
    })
    const edit = async (patch: Record<string, unknown>, manager?: string): Promise<void> => {
      await hand.edit('deployments', 'payments', patch, manager)
      await hand.settle()
    }
    await edit(containerWith({ LOG_LEVEL: 'info', OLD: '1' }, 'registry.example/payments:v0.9.0'), 'helm')
    const delivery = deliveryTo(hand)
    await delivery.settled(V1, { task: 'TASK-1', fencingToken: 1 })
    const byHand = async () => (await delivery.target.health('payments', 'staging')).byHand
    const env = async () => {
      const containers = at(await hand.get('deployments', 'payments'), 'spec', 'template', 'spec', 'containers')
      return (containers as { env?: unknown }[])[0]?.env
    }
    const replicas = async () => at(await hand.get('deployments', 'payments'), 'spec', 'replicas')
    const scaleTo = async (count: number): Promise<void> => {
      const { scale } = delivery.target.abilities('payments', 'staging')
      if (scale.kind !== 'able') throw new Error('it cannot scale')
      const order = { task: 'TASK-4' as TaskId, fencingToken: 40, service: 'payments', environment: 'staging' }
      await scale.part.scale({ ...order, count }, async () => undefined, new AbortController().signal)
      await hand.settle()
    }
    return { hand, delivery, containerWith, edit, byHand, env, replicas, scaleTo }
  }

  test('what somebody changes by hand is told with who and when; the release deployed once more takes it back', async () => {
    const { delivery, containerWith, edit, byHand, env, replicas } = await served()
    expect(await byHand()).toBeUndefined()
    await edit(containerWith({ LOG_LEVEL: 'debug', OLD: '1', NEW: '2' }))
    await edit({ spec: { replicas: 3 } })
    expect(await byHand()).toEqual([
      expect.stringMatching(
        /^kubectl-edit changed env LOG_LEVEL of payments, added env NEW of payments and changed the number of replicas from 2 to 3 on \d{4}-\d\d-\d\d at \d\d:\d\d UTC\.$/,
      ),
    ])
    expect(await delivery.settled(V1, { task: 'TASK-5', fencingToken: 50 })).toMatchObject({ kind: 'done' })
    expect(await byHand()).toBeUndefined()
    expect(await env()).toEqual([
      { name: 'LOG_LEVEL', value: 'info' },
      { name: 'OLD', value: '1' },
    ])
    expect(await replicas()).toBe(2)
  })

  test('a field that was taken away is told, though the cluster no longer knows whose it was', async () => {
    const { containerWith, edit, byHand } = await served()
    await edit(containerWith({ LOG_LEVEL: 'info' }))
    expect(await byHand()).toEqual([expect.stringMatching(/^\S+ removed env OLD of payments/)])
  })

  test('an image that was changed by hand is told, whoever did it', async () => {
    const { containerWith, edit, byHand } = await served()
    await edit(containerWith({ LOG_LEVEL: 'info', OLD: '1' }, 'registry.example/payments:debug'), 'other-tool')
    expect(await byHand()).toEqual([
      expect.stringMatching(
        /^other-tool changed the image of payments from registry\.example\/payments:v1\.0\.0 to registry\.example\/payments:debug on /,
      ),
    ])
  })

  test('what a tool of the team sets is no drift, and a release leaves it', async () => {
    const { delivery, containerWith, edit, byHand, env } = await served()
    await edit(containerWith({ LOG_LEVEL: 'warn', OLD: '1' }), 'helm')
    expect(await byHand()).toBeUndefined()
    await delivery.settled(V1, { task: 'TASK-5', fencingToken: 50 })
    expect(await env()).toContainEqual({ name: 'LOG_LEVEL', value: 'warn' })
  })

  test('a new release keeps what was changed by hand, and from then on that counts', async () => {
    const { delivery, containerWith, edit, byHand, env } = await served()
    await edit(containerWith({ LOG_LEVEL: 'debug', OLD: '1' }))
    await delivery.settled(V2)
    expect(await env()).toContainEqual({ name: 'LOG_LEVEL', value: 'debug' })
    expect(await byHand()).toBeUndefined()
  })

  test('a restart changes nothing that was not ordered', async () => {
    const { hand, delivery, byHand } = await served()
    const { restart } = delivery.target.abilities('payments', 'staging')
    if (restart.kind !== 'able') throw new Error('it cannot restart')
    const order = { task: 'TASK-3' as TaskId, fencingToken: 30, service: 'payments', environment: 'staging' }
    await restart.part.restart(order, async () => undefined, new AbortController().signal)
    await hand.settle()
    expect(await byHand()).toBeUndefined()
  })

  test('the number of replicas that was ordered is the one that should be', async () => {
    const { edit, byHand, scaleTo } = await served()
    await scaleTo(3)
    expect(await byHand()).toBeUndefined()
    await edit({ spec: { replicas: 5 } }, 'some-controller')
    expect(await byHand()).toEqual([
      expect.stringMatching(/^some-controller changed the number of replicas from 3 to 5 on /),
    ])
  })

  test('scaled to nothing by hand, it is no release that was stopped on purpose', async () => {
    const { delivery, edit, scaleTo } = await served()
    await edit({ spec: { replicas: 0 } })
    const health = await delivery.target.health('payments', 'staging')
    expect(health).toMatchObject({ state: 'nothing-deployed', byHand: [expect.stringContaining('from 2 to 0')] })
    expect(health).not.toHaveProperty('isIntended')
    await scaleTo(0)
    expect(await delivery.target.health('payments', 'staging')).toMatchObject({ isIntended: true })
  })

  test('an autoscaler changes the number as it likes', async () => {
    const { hand, edit, byHand, scaleTo } = await served()
    await hand.create('horizontalpodautoscalers', autoscalerOf(2, 6))
    await scaleTo(3)
    await edit({ spec: { replicas: 5 } })
    expect(await byHand()).toBeUndefined()
  })
}
