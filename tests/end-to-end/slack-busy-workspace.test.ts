import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { SLACK_POSTING_LIMITS } from '../../adapters/chat/slack/outgoing/posting-limits.ts'
import type { AppOptions } from '../../src/app/start-app.ts'
import type { ConnectedChat } from '../../src/ports/chat-platform.ts'
import { CLIENT_ID, CLIENT_SECRET } from '../simulators/slack/install.ts'
import type { SlackServer } from '../simulators/slack/server.ts'
import { INSTALLATION_KEY, installed } from '../simulators/slack/two-workspaces.ts'
import { freePort } from '../support/ports.ts'
import { ANA, type BotInSlack, startBotInSlack } from './bot-in-slack.ts'

/** The Dock is another workspace than the bot's home, and Slack has had enough of the bot there. */
const DOCK_CHANNELS = ['C0CRANES', 'C0CARGO', 'C0CREW']
const RETRY_AFTER_S = 600
const ANSWER = 'What you can ask me'

/** The simulator publishes no limits; these are Slack's. */
const withSlacksLimits: AppOptions['wrap'] = (name, part) =>
  name === 'platforms' ? ((part as readonly ConnectedChat[]).map(limited) as unknown as typeof part) : part

const limited = (chat: ConnectedChat): ConnectedChat =>
  chat.name === 'slack' ? { ...chat, limits: SLACK_POSTING_LIMITS } : chat

let bot: BotInSlack
let dock: ReturnType<SlackServer['install']>
beforeAll(async () => {
  const port = await freePort()
  bot = await startBotInSlack({
    port,
    wrap: withSlacksLimits,
    env: {
      ...{ SLACK_CLIENT_ID: CLIENT_ID, SLACK_CLIENT_SECRET: CLIENT_SECRET, SLACK_STATE_SECRET: 'harbour-state' },
      ...{ SLACK_INSTALLATION_KEY: INSTALLATION_KEY, SLACK_PUBLIC_URL: 'https://shipmate.example.com' },
    },
    members: [{ who: { kind: 'user', user: 'slack:T2.UDORA' }, name: 'dora', roles: ['owner'] }],
  })
  dock = (await installed(bot.slack, port)).there
})
afterAll(() => bot.close())

const postsInDock = () =>
  bot.slack.calls('chat.postMessage').filter(({ channel = '' }) => DOCK_CHANNELS.includes(channel)).length

test('a workspace that answers 429 slows nothing in the other, and is left alone meanwhile', async () => {
  dock.workspace.tooFast.set('chat.postMessage', RETRY_AFTER_S).set('chat.update', RETRY_AFTER_S)
  for (const channel of DOCK_CHANNELS) await dock.mention('UDORA', 'what can you do?', { channel })
  await vi.waitFor(() => expect(postsInDock()).toBe(DOCK_CHANNELS.length), { timeout: 60_000 })

  const { threadTs } = await bot.slack.mention(ANA, 'what can you do?')
  await bot.replied(threadTs, ANSWER)
  expect(postsInDock()).toBe(DOCK_CHANNELS.length)
  expect(dock.messages()).toEqual([])
})
