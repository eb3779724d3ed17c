import { afterAll, beforeAll, expect, test } from 'vitest'
import { deployForm, homeOpened, homePress, messageShortcut } from '../simulators/slack/surfaces.ts'
import { buttonsOf, wordsOf } from '../simulators/slack/workspace.ts'
import { ANA, BEN, type BotInSlack, startBotInSlack } from './bot-in-slack.ts'

/** Ana lives in Berlin and reads German; Eve is of another company. */
let bot: BotInSlack
beforeAll(async () => {
  bot = await startBotInSlack()
  bot.slack.describe(ANA, { locale: 'de-DE', tz: 'Europe/Berlin' })
  bot.slack.describe('UEVE', { is_stranger: true })
})
afterAll(() => bot.close())

const pageOf = (user: string): string =>
  bot.slack.calls('views.publish').findLast(({ user_id }) => user_id === user)?.view ?? ''

async function opensHome(user: string): Promise<string> {
  const before = bot.slack.calls('views.publish').length
  await bot.slack.deliver('events_api', homeOpened(user))
  await expect.poll(() => bot.slack.calls('views.publish').length).toBeGreaterThan(before)
  return pageOf(user)
}

test('words that show no language are answered in that of the person, words that do in theirs', async () => {
  await bot.slack.direct(ANA, 'billionmail')
  const german = await bot.slack.message(({ channel }) => channel === 'DANA')
  expect(wordsOf(german)).toMatch(/[Ww]as|[Ww]elche|nicht/)
  const { threadTs } = await bot.slack.mention(ANA, 'what can you do?')
  expect(wordsOf(await bot.replied(threadTs, 'What you can ask me'))).toContain('To change things')
})

test('“tomorrow at 9am” is nine by the clocks of whoever says it, and the card names them', async () => {
  const { card } = await bot.asks(ANA, 'schedule billionmail v1.1.0 to production tomorrow at 9am')
  expect(wordsOf(card)).toMatch(/09:00 Europe\/Berlin \(0[78]:00 UTC\)/)
})

test('what waits for Ana stands on her page, and its button there answers it', async () => {
  const { thread, card } = await bot.asks(ANA, 'deploy billionmail v1.1.0 to production')
  const [confirm] = buttonsOf(card).filter(({ label }) => label === 'Confirm')
  const page = await opensHome(ANA)
  expect(page).toContain('Wartet auf dich')
  expect(page).toContain('Was läuft wo')
  expect(page).toContain(confirm?.id ?? 'no button')
  await bot.slack.deliver('interactive', homePress(ANA, page, confirm?.id ?? ''))
  expect(wordsOf(await bot.replied(thread, 'TASK-'))).toContain('billionmail')
  await expect.poll(() => pageOf(ANA)).not.toContain(confirm?.id)
})

test('a stranger reads one sentence there, and Ben nothing that he may not answer', async () => {
  const { blocks } = JSON.parse(await opensHome('UEVE'))
  expect(JSON.stringify(blocks)).not.toContain('billionmail')
  expect(await opensHome(BEN)).not.toContain('Confirm')
})

test('a shortcut on a message asks in its thread for what the link does not say', async () => {
  const message = { ts: '100.1', text: 'please review https://github.com/acme/billionmail/pull/42' }
  await bot.slack.deliver('interactive', messageShortcut(ANA, message))
  const asked = await bot.slack.message((one) => one.threadTs === '100.1' && buttonsOf(one).length > 0)
  expect(buttonsOf(asked).map(({ label }) => label)).toContain('staging')
})

test('the form of a shortcut starts nothing without a yes, and refuses as words would', async () => {
  const choices = { service: 'billionmail', environment: 'production', where: 'C0GENERAL' }
  await bot.slack.deliver('interactive', deployForm(ANA, choices))
  const card = await bot.slack.message((one) => wordsOf(one).includes('production') && buttonsOf(one).length >= 2)
  expect(wordsOf(card)).toContain('billionmail')
  await bot.slack.deliver('interactive', deployForm(BEN, choices))
  const refused = await bot.slack.message((one) => wordsOf(one).includes('Not allowed'))
  expect(wordsOf(refused)).toContain('deploy')
})
