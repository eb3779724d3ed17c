import { afterAll, beforeAll, expect, test } from 'vitest'
import type { AppOptions } from '../../src/app/start-app.ts'
import { ANA, type BotInSlack, startBotInSlack } from './bot-in-slack.ts'

let bot: BotInSlack
let hanging = false
const resolved: string[] = []

/** Notes which refs are looked up in the repository, and may never answer. */
const watched: NonNullable<AppOptions['wrap']> = (name, part) => {
  if (name !== 'delivery') return part
  const delivery = part as { resolve(service: string, ref: string): Promise<unknown> }
  return {
    ...part,
    resolve(service: string, ref: string) {
      resolved.push(ref)
      return hanging ? Promise.withResolvers().promise : delivery.resolve(service, ref)
    },
  }
}

beforeAll(async () => {
  bot = await startBotInSlack({ wrap: watched })
})
afterAll(() => bot.close())

test('what waits for a yes is looked at before the bot is ready, and nothing is answered or started by that', async () => {
  const { thread, card } = await bot.asks(ANA, 'deploy billionmail v1.0.0 to production')
  resolved.length = 0
  await bot.restart()
  expect(resolved).toEqual(['v1.0.0'])
  expect(await bot.count('confirmation.given')).toBe(0)
  expect(await bot.count('confirmation.superseded')).toBe(0)
  await bot.slack.press(ANA, card.ts, 'Confirm')
  await bot.replied(thread, 'v1.0.0 is live on production')
  expect(await bot.count('cicd.deploy.requested')).toBe(1)
})

test('a repository that does not answer keeps the bot from nothing else', async () => {
  await bot.asks(ANA, 'deploy billionmail v1.1.0 to production using blue-green')
  hanging = true
  await bot.restart()
  hanging = false
  const { threadTs } = await bot.slack.mention(ANA, 'status')
  await bot.replied(threadTs, 'What is live')
})
