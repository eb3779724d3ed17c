import { expect, test } from 'vitest'
import { createPace } from '../../adapters/chat/discord/connection/reconnect-pace.ts'
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

test('a line that looks open and is silent is given up by its heartbeat and resumed; what was said meanwhile is heard once', async () => {
  const { discord, inbox, chat } = await connected(undefined, {}, { heartbeatMs: 100 })
  discord.goSilent()
  const silentSince = new Date()
  discord.mention('ana', 'anybody?')
  await discord.until(() => inbox.messages.length > 0, 30_000)
  expect(inbox.messages).toMatchObject([{ text: 'anybody?' }])
  expect(discord.resumes()).toBeGreaterThanOrEqual(1)
  expect(discord.identifies()).toBe(1)
  await discord.until(() => chat.state().connected, 10_000)
  // The age that doctor and /ready show.
  const heardAt = () => chat.state().lastEventAt?.getTime() ?? 0
  await discord.until(() => heardAt() >= silentSince.getTime(), 10_000)
  discord.mention('ana', 'and now?')
  await discord.until(() => inbox.messages.length > 1)
  expect(inbox.messages.map(({ text }) => text)).toEqual(['anybody?', 'and now?'])
}, 60_000)
