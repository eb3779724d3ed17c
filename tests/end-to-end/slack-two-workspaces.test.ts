import { afterAll, beforeAll, expect, test } from 'vitest'
import { CLIENT_ID, CLIENT_SECRET } from '../simulators/slack/install.ts'
import { pressPayload } from '../simulators/slack/payloads.ts'
import type { SlackServer } from '../simulators/slack/server.ts'
import { DOCK, INSTALLATION_KEY, installed } from '../simulators/slack/two-workspaces.ts'
import { buttonsOf, wordsOf } from '../simulators/slack/workspace.ts'
import { freePort } from '../support/ports.ts'
import { ANA, type BotInSlack, startBotInSlack } from './bot-in-slack.ts'

/** The home workspace and the Dock, in which everybody and everything has the same ids. Dora of the Dock may deploy; no other there may anything. */
const DORA = 'UDORA'
let bot: BotInSlack
let dock: ReturnType<SlackServer['install']>
beforeAll(async () => {
  const port = await freePort()
  bot = await startBotInSlack({
    port,
    env: {
      ...{ SLACK_CLIENT_ID: CLIENT_ID, SLACK_CLIENT_SECRET: CLIENT_SECRET, SLACK_STATE_SECRET: 'harbour-state' },
      ...{ SLACK_INSTALLATION_KEY: INSTALLATION_KEY, SLACK_PUBLIC_URL: 'https://shipmate.example.com' },
    },
    members: [{ who: { kind: 'user', user: `slack:T2.${DORA}` }, name: 'dora', roles: ['owner'] }],
  })
  const { page, there } = await installed(bot.slack, port)
  expect(page.status).toBe(200)
  dock = there
})
afterAll(() => bot.close())

const repliesIn = (there: Pick<SlackServer, 'messages'>, thread: string) =>
  there.messages().filter(({ threadTs, user }) => threadTs === thread && user === DOCK.botUser)

const asksThere = async (user: string, text: string) => {
  const { threadTs } = await dock.mention(user, text)
  const card = await dock.message(
    (message) => message.threadTs === threadTs && buttonsOf(message).some(({ label }) => label === 'Confirm'),
  )
  return { thread: threadTs, card }
}

test('a deployment is asked for, confirmed and told in the other workspace, and nothing of it is said at home', async () => {
  const before = bot.slack.messages().length
  const { thread, card } = await asksThere(DORA, 'deploy billionmail v1.1.0 to staging now and ask me first')
  await dock.person(DORA).presses(seen(card), 'Confirm')
  await dock.message((message) => message.threadTs === thread && wordsOf(message).includes('TASK-'))
  expect(bot.slack.messages()).toHaveLength(before)
}, 60_000)

function seen(card: Awaited<ReturnType<typeof asksThere>>['card']) {
  return (
    dock
      .person(DORA)
      .messages()
      .find(({ id }) => id === card.ts) ?? raise()
  )
}

function raise(): never {
  throw new Error('the card is not seen')
}

test('who may everything at home may nothing there, though the id is the same', async () => {
  const { threadTs } = await dock.mention(ANA, 'deploy billionmail v1.1.0 to production')
  const answer = await dock.message(({ threadTs: thread, user }) => thread === threadTs && user === DOCK.botUser)
  expect(buttonsOf(answer)).toEqual([])
  expect(wordsOf(answer)).not.toMatch(/1\.1\.0 to production/)
})

test('a press there on a question of the home workspace confirms nothing', async () => {
  const { thread, card } = await bot.asks(ANA, 'deploy billionmail v1.1.0 to production')
  const confirm = buttonsOf(card).find(({ label }) => label === 'Confirm')?.id ?? ''
  const given = await bot.count('confirmation.given')
  const pressed = pressPayload(ANA, card, confirm) as { readonly user: object }
  const there = { team_id: 'T2', team: { id: 'T2' }, user: { ...pressed.user, team_id: 'T2' } }
  await dock.deliver('interactive', { ...pressed, ...there })
  await bot.slack.settled()
  expect(await bot.count('confirmation.given')).toBe(given)
  expect(repliesIn(bot.slack, thread)).toHaveLength(1)
})

test('after a restart it is heard and answered there as before', async () => {
  await bot.restart()
  const { threadTs } = await dock.mention(DORA, 'what can you do?')
  const answer = await dock.message(({ threadTs: thread, user }) => thread === threadTs && user === DOCK.botUser)
  expect(wordsOf(answer)).toContain('What you can ask me')
}, 60_000)
