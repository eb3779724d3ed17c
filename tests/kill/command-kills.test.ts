import { afterAll, beforeAll, expect, test } from 'vitest'
import { DEPLOY, FIRST_DEPLOY, playFlow, ROLL_BACK } from './flow.ts'
import { type Lane, openLane } from './lane.ts'

/** The short form of `npm run kill-test -- --target command`: one kill at each place where a command could be run twice. */
let lane: Lane

beforeAll(async () => {
  lane = await openLane('http', 'command')
  await playFlow(lane, FIRST_DEPLOY, undefined)
}, 300_000)
afterAll(async () => {
  await lane?.close()
})

test.each([
  ['it is told that the command starts', DEPLOY, 'before report starting'],
  ['the command is in the middle of its work', ROLL_BACK, 'before report healthy'],
  ['users reach the new release and the command has not ended', DEPLOY, 'before report switched'],
  ['the command has ended and the log does not say so', ROLL_BACK, 'after deploy'],
])(
  'killed when %s, the command is run once and the thread has one result',
  async (_, flow, point) => {
    const { killedAt, faults } = await playFlow(lane, flow, point)
    expect(killedAt).toContain(point)
    expect(faults).toEqual([])
  },
  300_000,
)
