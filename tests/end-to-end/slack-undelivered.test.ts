import { afterAll, beforeAll, expect, test } from 'vitest'
import { directChannel } from '../simulators/slack/web-api.ts'
import { wordsOf } from '../simulators/slack/workspace.ts'
import { BEN, type BotInSlack, startBotInSlack } from './bot-in-slack.ts'

let bot: BotInSlack

beforeAll(async () => {
  bot = await startBotInSlack()
})
afterAll(() => bot.close())

test('who asks in a channel that is archived before the answer gets it directly, and the bot counts it', async () => {
  const { slack, app } = bot
  const { channel, ts } = await slack.mention(BEN, 'help')
  await bot.replied(ts, 'status')
  slack.spoilChannel(channel, 'is_archived')
  await slack.mention(BEN, 'status')
  const told = await slack.message((message) => message.channel === directChannel(BEN))
  expect(wordsOf(told)).toContain('“status” could not be posted there, because the channel or thread is archived')
  expect(app().bot.undelivered('slack')).toEqual({ 'channel-archived': 1 })
})
