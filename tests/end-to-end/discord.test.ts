import { afterAll, beforeAll, expect, test } from 'vitest'
import { servedVersion } from '../../src/app/commands/demo/traffic.ts'
import { choicesOf, textOf } from '../simulators/discord/posted-text.ts'
import { type DiscordServer, startDiscordServer } from '../simulators/discord/server.ts'
import type { Posted } from '../simulators/discord/world/world.ts'
import { type RunningBot, startRunningBot } from './running-bot.ts'

let discord: DiscordServer
let bot: RunningBot

beforeAll(async () => {
  discord = await startDiscordServer({ limits: 'off' })
  bot = await startRunningBot({
    env: { DISCORD_TOKEN: discord.token, DISCORD_API_URL: discord.apiUrl },
    owner: discord.userId('ana'),
  })
})
afterAll(async () => {
  await bot?.close()
  await discord.stop()
})

/** The bot's message in a thread that says this, now or later. */
function replied(thread: string, words: string): Promise<Posted> {
  return discord.until(() => discord.messages(thread).find((message) => textOf(message).includes(words)), 60_000)
}

const hasButtons = (message: Posted): boolean => choicesOf(message).length > 0

test('a mention opens a thread, in which the question, its answer and the result stand', async () => {
  const { id: thread } = discord.mention('ana', 'deploy billionmail v1.0.0 to production')
  const card = await replied(thread, 'Deploy billionmail v1.0.0 to production?')
  const stranger = discord.press('ben', card, 'Confirm')
  await discord.until(() => stranger.answered === 4)
  expect(discord.ephemerals().map(textOf).join()).toContain('Only ana, who asked, can answer this.')

  const presses = [discord.press('ana', card, 'Confirm'), discord.press('ana', card, 'Confirm')]
  await discord.until(() => presses.every(({ answered }) => answered !== undefined))
  await discord.until(() => discord.ephemerals().some((told) => textOf(told).includes('Already confirmed by ana')))
  await replied(thread, '✓ Confirmed by ana')
  await replied(thread, 'billionmail v1.0.0 is live on production')
  expect(hasButtons(await replied(thread, 'Deploy billionmail v1.0.0 to production'))).toBe(false)
  await discord.until(() => discord.directMessages('ana').length === 1)
  expect(discord.messages(thread)).toHaveLength(3)
  expect(await bot.count('cicd.deploy.requested')).toBe(1)
  expect(await servedVersion(bot.urls.production)).toBe('v1.0.0')
})

test('a slash command is completed while it is typed, and goes on in the thread of its echo long after its token died', async () => {
  const typing = discord.type('ana', 'deploy', 'service', 'bill')
  await discord.until(() => typing.answered === 8)
  expect(typing.choices).toEqual(['billionmail'])

  const options = { service: 'billionmail', environment: 'production', ref: 'v1.1.0', strategy: 'blue-green' }
  const given = discord.command('ana', 'deploy', options)
  const thread = await discord.until(() => given.response?.id)
  discord.expireTokens()
  discord.press('ana', await replied(thread, 'Deploy billionmail v1.1.0 to production?'), 'Confirm')
  await replied(thread, 'billionmail v1.1.0 is live on production')
  expect(await servedVersion(bot.urls.production)).toBe('v1.1.0')
})

test('a button pressed after a restart still counts: what is cancelled does not happen', async () => {
  const given = discord.command('ana', 'rollback', { service: 'billionmail', environment: 'production' })
  const thread = await discord.until(() => given.response?.id)
  const card = await replied(thread, 'Roll back billionmail on production to v1.0.0?')
  await bot.restart()
  discord.press('ana', card, 'Cancel')
  await replied(thread, 'Cancelled by ana')
  expect(await bot.count('cicd.rollback.triggered')).toBe(0)
})

test('what is said in a direct message is answered there', async () => {
  discord.direct('ana', 'status')
  const answer = await discord.until(() =>
    discord.directMessages('ana').find((said) => textOf(said).includes('What is live')),
  )
  expect(textOf(answer)).toContain('v1.1.0')
})

test('an event that the gateway brings twice is answered once', async () => {
  const { id: thread } = discord.mention('ana', 'status')
  discord.redeliver()
  await replied(thread, 'What is live')
  await bot.app().bot.settled()
  expect(discord.messages(thread)).toHaveLength(1)
})
