import { expect, test } from 'vitest'
import { createPace } from '../../adapters/chat/discord/reconnect-pace.ts'
import { connected } from '../simulators/discord/connect.ts'

test('a connection that ends is opened again at once, and ever later when the next one ends too', () => {
  let now = 0
  const pace = createPace(() => now)
  const pauses = Array.from({ length: 10 }, () => {
    const pause = pace()
    now += pause + 100
    return pause
  })
  expect(pauses).toEqual([0, 0, 500, 1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000])
  now += 120_000
  expect(pace()).toBe(0)
})

test('a gateway that closes each connection at once is left alone for longer each time', async () => {
  const { discord, chat, logged } = await connected()
  discord.closeConnections(3)
  discord.cutLine()
  await discord.until(() => logged.some((line) => line.includes('"pauseMs":1000')), 10_000)
  await discord.until(() => chat.state().connected, 10_000)
  expect(logged.filter((line) => line.includes('pauseMs')).length).toBeLessThanOrEqual(3)
})

test('a pause before a connection does not hold up a stop, and nothing is opened after it', async () => {
  const { discord, chat, logged } = await connected()
  discord.closeConnections(100)
  discord.cutLine()
  await discord.until(() => logged.some((line) => line.includes('"pauseMs":1000')), 10_000)
  await chat.stop()
  expect(chat.state().connected).toBe(false)
})
