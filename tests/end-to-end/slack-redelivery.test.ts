import { afterAll, beforeAll, expect, test } from 'vitest'
import { servedVersion } from '../../src/app/commands/demo/traffic.ts'
import { eventPayload, pressPayload, spokenEvent } from '../simulators/slack/payloads.ts'
import { directChannel } from '../simulators/slack/web-api.ts'
import { wordsOf } from '../simulators/slack/workspace.ts'
import { ANA, BEN, type BotInSlack, startBotInSlack } from './bot-in-slack.ts'

let bot: BotInSlack

beforeAll(async () => {
  bot = await startBotInSlack()
})
afterAll(() => bot.close())

type Form = 'app_mention' | 'message'

/** Every order of three of each. */
const ORDERS: readonly (readonly Form[])[] = orders(3, 3)

function orders(mentions: number, messages: number): readonly (readonly Form[])[] {
  if (mentions === 0 && messages === 0) return [[]]
  return [
    ...(mentions > 0 ? orders(mentions - 1, messages).map((rest): Form[] => ['app_mention', ...rest]) : []),
    ...(messages > 0 ? orders(mentions, messages - 1).map((rest): Form[] => ['message', ...rest]) : []),
  ]
}

/** Says something and delivers it in this order; with `renamed`, each time under another event id. */
async function deliverInOrder(order: readonly Form[], renamed: boolean): Promise<string> {
  const { slack } = bot
  const text = 'status'
  const { channel, ts } = await slack.mention(ANA, text, { forms: [] })
  const said = { channel, ts, user: ANA, text: `<@${slack.botUser}> ${text}`, blocks: [], edits: 0 }
  const newPayload = (form: Form): object => eventPayload(spokenEvent(form, said))
  const first = { app_mention: newPayload('app_mention'), message: newPayload('message') }
  for (const form of order) {
    const { acknowledged } = await slack.deliver('events_api', renamed ? newPayload(form) : first[form])
    expect(acknowledged).toBe(true)
  }
  return ts
}

test.each([
  ['the same event ids', false],
  ['different event ids', true],
])('a message three times in both forms, in each of the 20 orders, under %s, is answered once', async (_, renamed) => {
  const before = await bot.count('message.received')
  const threads = await Promise.all(ORDERS.map((order) => deliverInOrder(order, renamed)))
  await Promise.all(threads.map((thread) => bot.replied(thread, 'What is live')))
  await bot.app().bot.settled()
  expect(threads.map((threadTs) => bot.slack.messages({ threadTs }).length)).toEqual(threads.map(() => 1))
  expect((await bot.count('message.received')) - before).toBe(ORDERS.length)
})

test('all deliveries of a message at the same moment are answered once', async () => {
  const before = await bot.count('message.received')
  const { threadTs } = await bot.slack.mention(ANA, 'status', { forms: [] })
  const text = `<@${bot.slack.botUser}> status`
  const said = { channel: 'C0GENERAL', ts: threadTs, user: ANA, text, blocks: [], edits: 0 }
  const forms = ORDERS[0] ?? []
  await Promise.all(forms.map((form) => bot.slack.deliver('events_api', eventPayload(spokenEvent(form, said)))))
  await bot.replied(threadTs, 'What is live')
  await bot.app().bot.settled()
  expect(bot.slack.messages({ threadTs })).toHaveLength(1)
  expect((await bot.count('message.received')) - before).toBe(1)
})

test('of two clicks at the same moment one takes effect, and both are answered', async () => {
  const { thread, card } = await bot.asks(ANA, 'deploy billionmail v1.0.0 to production')
  const clicks = await Promise.all([bot.slack.press(ANA, card.ts, 'Confirm'), bot.slack.press(ANA, card.ts, 'Confirm')])
  expect(clicks.map(({ acknowledged }) => acknowledged)).toEqual([true, true])
  await bot.slack.ephemeral(({ user, text }) => user === ANA && text.includes('Already confirmed by'))
  await bot.replied(thread, '✓ Confirmed by')
  await bot.replied(thread, 'v1.0.0 is live on production')
  expect(await bot.count('cicd.deploy.requested')).toBe(1)
  expect(await servedVersion(bot.urls.production)).toBe('v1.0.0')
})

test('a click that arrives twice is one click', async () => {
  const { thread, card } = await bot.asks(ANA, 'deploy billionmail v1.1.0 to production using blue-green')
  const button = JSON.stringify(card.blocks).match(/"action_id":"([^"]+)"/)?.[1] ?? ''
  const click = pressPayload(ANA, card, button)
  // On a busy machine whoever clicks may be told that it takes a moment.
  const answers = () =>
    bot.slack
      .ephemerals()
      .map(({ text }) => text)
      .filter((text) => !/takes (?:me )?longer/.test(text))
  const before = answers()
  await Promise.all([bot.slack.deliver('interactive', click), bot.slack.deliver('interactive', click)])
  await bot.replied(thread, 'v1.1.0 is live on production')
  expect(await bot.count('cicd.deploy.requested')).toBe(2)
  expect(answers()).toEqual(before)
})

test('a stranger’s click does nothing and is answered; the asker’s click after a restart still counts', async () => {
  const { thread, card } = await bot.asks(ANA, 'roll back billionmail on production')
  await bot.slack.press(BEN, card.ts, 'Confirm')
  await bot.slack.ephemeral(({ user, text }) => user === BEN && text.includes('who asked, can answer this'))
  expect(await bot.count('confirmation.given')).toBe(2)
  await bot.restart()
  await bot.slack.press(ANA, card.ts, 'Confirm')
  await bot.replied(thread, 'billionmail is rolled back to v1.0.0')
  expect(await bot.count('cicd.rollback.triggered')).toBe(1)
  expect(await servedVersion(bot.urls.production)).toBe('v1.0.0')
})

test('a slash command is shown with who typed it, and words in its thread answer what it asked', async () => {
  const words = 'deploy billionmail v1.1.0 to production'
  expect(await bot.slack.command(ANA, words, 'C0RELEASES')).toMatchObject({ acknowledged: true })
  const echo = await bot.slack.message(({ channel }) => channel === 'C0RELEASES')
  expect(wordsOf(echo)).toBe(`${ANA.slice(1).toLowerCase()}: /shipmate ${words}`)
  const card = await bot.slack.message(({ threadTs }) => threadTs === echo.ts)
  expect(wordsOf(card)).toContain('Deploy billionmail v1.1.0 to production?')
  await bot.slack.mention(ANA, 'no', { channel: 'C0RELEASES', threadTs: echo.ts })
  await bot.slack.message((message) => message.ts === card.ts && wordsOf(message).includes('Cancelled by'))
})

test('a direct message is answered beside it', async () => {
  await bot.slack.direct(BEN, 'status')
  const answer = await bot.slack.message(({ channel }) => channel === directChannel(BEN))
  expect(wordsOf(answer)).toContain('What is live')
  expect(answer.threadTs).toBeUndefined()
})

test('somebody who may only look is refused with the reason, and nothing is asked or started', async () => {
  const { threadTs } = await bot.slack.mention(BEN, 'deploy billionmail v1.1.0 to production')
  const refusal = await bot.replied(threadTs, 'deploy')
  expect(wordsOf(refusal)).not.toContain('Confirm')
  expect(bot.slack.messages({ threadTs })).toHaveLength(1)
})
