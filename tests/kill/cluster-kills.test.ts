import { afterAll, beforeAll, expect, test } from 'vitest'
import { DEPLOY, FIRST_DEPLOY, playFlow, ROLL_BACK } from './flow.ts'
import { type Lane, openLane } from './lane.ts'
import { plant } from './plants.ts'

/** The short form of `npm run kill-test -- --target kubernetes`: one kill at each place where pods could be replaced twice. */
let lane: Lane

beforeAll(async () => {
  lane = await openLane('http', 'kubernetes')
  await playFlow(lane, FIRST_DEPLOY, undefined)
}, 300_000)
afterAll(async () => {
  await lane?.close()
})

test.each([
  ['the candidate is rolled out and nobody has looked at it', DEPLOY, 'after deploy'],
  ['the pods are replaced and the log does not say so', ROLL_BACK, 'before report healthy'],
  ['users reach the new release and the log does not say so', DEPLOY, 'before report switched'],
])(
  'killed when %s, the cluster sees one rollout and the thread has one result',
  async (_, flow, point) => {
    const { killedAt, faults } = await playFlow(lane, flow, point)
    expect(killedAt).toContain(point)
    expect(faults).toEqual([])
  },
  300_000,
)

test('a rollout that the next bot does again is found', async () => {
  plant(lane.folder, 'doubled-rollout')
  const { faults } = await playFlow(lane, ROLL_BACK, 'before report healthy')
  expect(faults).toEqual([{ kind: 'doubled', what: 'instance or rollout on production: 2 instead of 1' }])
}, 300_000)

test('a rollout that the next bot takes for done is found', async () => {
  plant(lane.folder, 'lost-rollout')
  const { faults } = await playFlow(lane, DEPLOY, 'before report starting')
  expect(faults).toContainEqual({ kind: 'lost', what: 'v1.1.0 is not served: v1.0.0' })
}, 300_000)
