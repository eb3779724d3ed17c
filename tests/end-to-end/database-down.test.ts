import { afterEach, expect, test } from 'vitest'
import type { AppOptions } from '../../src/app/start-app.ts'
import { type Store, StoreUnavailableError } from '../../src/ports/event-store.ts'
import { wordsOf } from '../simulators/slack/workspace.ts'
import { ANA, type BotInSlack, startBotInSlack } from './bot-in-slack.ts'

type Call = 'append' | 'readStream' | 'list' | 'get'

/** A database that can be away: from when it is told, for a number of calls. */
function createOutage() {
  let left = 0
  let only: Call | undefined
  const failing = <Arguments extends readonly unknown[], Result>(
    name: Call,
    call: (...args: Arguments) => Promise<Result>,
  ): ((...args: Arguments) => Promise<Result>) => {
    return async (...args) => {
      if (left > 0 && (only === undefined || only === name)) {
        left -= 1
        throw new StoreUnavailableError('the database does not answer')
      }
      return call(...args)
    }
  }
  const wrap: NonNullable<AppOptions['wrap']> = (name, part) =>
    name === 'store' ? ({ ...part, ...failingStore(part as Store) } as typeof part) : part
  const failingStore = (store: Store): Pick<Store, 'append' | 'readStream'> => ({
    append: failing('append', store.append),
    readStream: failing('readStream', store.readStream),
  })
  return {
    wrap,
    begin(calls: number, call?: Call): void {
      left = calls
      only = call
    },
    over: () => left === 0,
  }
}

let bot: BotInSlack
afterEach(() => bot.close())

test.each(['http', 'socket mode'] as const)(
  'what is said while the database is away: its person is told, Slack brings it again, and it is answered once (%s)',
  async (way) => {
    const outage = createOutage()
    bot = await startBotInSlack({ way, wrap: outage.wrap, server: { redeliverAfterMs: 200 } })
    outage.begin(3, 'append')
    const { threadTs, deliveries } = await bot.slack.mention(ANA, 'status')
    expect(outage.over()).toBe(true)
    expect(deliveries.map(({ acknowledged }) => acknowledged)).toEqual([true, true])
    expect(Math.max(...deliveries.map(({ tries }) => tries))).toBeGreaterThan(1)
    await bot.slack.ephemeral(({ user, text }) => user === ANA && text.includes('My database does not answer'))
    await bot.slack.ephemeral(({ user, text }) => user === ANA && text.includes('Recorded now'))
    await bot.replied(threadTs, 'What is live')
    await bot.app().bot.settled()
    expect(bot.slack.messages({ threadTs })).toHaveLength(1)
    expect(await bot.count('message.received')).toBe(1)
  },
)

test('a message noted just before the database went away is answered once when it is back', async () => {
  const outage = createOutage()
  bot = await startBotInSlack({ wrap: outage.wrap })
  const noted = bot.slack.mention(ANA, 'status', { forms: ['app_mention'] })
  outage.begin(2, 'readStream')
  const { threadTs } = await noted
  await bot.replied(threadTs, 'What is live')
  expect(outage.over()).toBe(true)
  await bot.app().bot.settled()
  expect(bot.slack.messages({ threadTs })).toHaveLength(1)
  expect(await bot.count('message.handled')).toBe(1)
})

test('a click while the database is away is answered, and the next one counts', async () => {
  const outage = createOutage()
  bot = await startBotInSlack({ wrap: outage.wrap })
  const { thread, card } = await bot.asks(ANA, 'deploy billionmail v1.0.0 to production')
  outage.begin(1, 'append')
  expect(await bot.slack.press(ANA, card.ts, 'Confirm')).toMatchObject({ acknowledged: true })
  await bot.slack.ephemeral(({ user, text }) => user === ANA && text.includes('My database does not answer'))
  expect(await bot.count('confirmation.given')).toBe(0)
  await bot.slack.press(ANA, card.ts, 'Confirm')
  const result = await bot.replied(thread, 'is live on production')
  expect(wordsOf(result)).toContain('v1.0.0')
  expect(await bot.count('cicd.deploy.requested')).toBe(1)
})
