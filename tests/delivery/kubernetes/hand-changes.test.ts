import { expect, test } from 'vitest'
import { clusterWith, V1 } from '../../support/kubernetes/stage.ts'

const PAYMENTS = { resource: 'deployments', namespace: 'shop', name: 'payments' } as const

test('what was changed by hand is told in the same words on the next day, so that it is not told as another drift', async () => {
  const { cluster, live, halfAnHourPasses } = await clusterWith(V1)
  cluster.store.now = () => new Date('2026-03-02T09:00:20Z')
  cluster.store.merge(PAYMENTS, { spec: { replicas: 5 } }, { manager: 'kubectl-edit' })
  const today = (await live()).byHand
  expect(today).toEqual([expect.stringMatching(/ on 2026-03-02 at 09:00 UTC\.$/)])
  for (let passed = 0; passed < 48; passed += 1) halfAnHourPasses()
  expect((await live()).byHand).toEqual(today)
})
