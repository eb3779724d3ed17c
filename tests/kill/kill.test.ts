import { afterAll, beforeAll, expect, test } from 'vitest'
import { DEPLOY, FIRST_DEPLOY, playFlow, ROLL_BACK } from './flow.ts'
import { type Lane, openLane } from './lane.ts'
import { startTraffic, type Traffic } from './traffic.ts'

/** The short form of `npm run kill-test`: one kill at each place where most could go wrong. */
let lane: Lane
let traffic: Traffic

beforeAll(async () => {
  lane = await openLane('http')
  await playFlow(lane, FIRST_DEPLOY, undefined)
  traffic = startTraffic(lane.url)
}, 300_000)
afterAll(async () => {
  await traffic?.stop()
  await lane?.close()
})

test.each([
  ['the message is noted and nobody has been answered', DEPLOY, 'after append message.received'],
  ['the question is posted and it is not noted where', ROLL_BACK, 'after post confirmation'],
  ['the work is confirmed and no job is in the queue', DEPLOY, 'confirmation.given'],
  ['users reach the new release and the log does not say so', ROLL_BACK, 'before report switched'],
  ['the result is posted and it is not noted where', DEPLOY, 'after post result'],
])(
  'killed when %s, the bot ends the flow as if nothing had happened',
  async (_, flow, point) => {
    const { killedAt, faults } = await playFlow(lane, flow, point)
    expect(killedAt).toContain(point)
    expect(faults).toEqual([])
    expect(traffic.failures()).toEqual([])
  },
  300_000,
)
