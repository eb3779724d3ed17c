import {
  APP_TOKEN,
  BOT_TOKEN,
  SIGNING_SECRET,
  type SlackServer,
  type SlackServerOptions,
  startSlackServer,
} from '../simulators/slack/server.ts'
import { buttonsOf, type SlackMessage, wordsOf } from '../simulators/slack/workspace.ts'
import { freePort } from '../support/ports.ts'
import { type RunningBot, type RunningBotOptions, startRunningBot } from './running-bot.ts'

/** May do everything. */
export const ANA = 'UANA'
/** May look. */
export const BEN = 'UBEN'

export interface BotInSlackOptions {
  readonly way?: 'http' | 'socket mode'
  readonly wrap?: RunningBotOptions['wrap']
  readonly server?: SlackServerOptions
  /** Configuration variables beside those of Slack. */
  readonly env?: RunningBotOptions['env']
  /** Where requests are taken; any free port by default. */
  readonly port?: number
  /** Who has rights beside the owner. */
  readonly members?: RunningBotOptions['members']
}

/** The whole bot, connected to a scripted Slack. */
export interface BotInSlack extends RunningBot {
  readonly slack: SlackServer
  /** The first message of the bot in a thread that says this, now or later. */
  replied(thread: string, words: string): Promise<SlackMessage>
  /** Asks for a change and gives the card with the Confirm button. */
  asks(user: string, text: string): Promise<{ readonly thread: string; readonly card: SlackMessage }>
}

export async function startBotInSlack({
  way = 'http',
  wrap,
  server,
  env,
  port: given,
  members,
}: BotInSlackOptions = {}): Promise<BotInSlack> {
  const slack = await startSlackServer({ limits: 'off', ...server })
  const port = String(given ?? (await freePort()))
  if (way === 'http') slack.deliverTo(`http://127.0.0.1:${port}/slack/events`)
  const bot = await startRunningBot({
    env: {
      ...env,
      SLACK_BOT_TOKEN: BOT_TOKEN,
      SLACK_API_URL: slack.apiUrl,
      ...(way === 'http' ? { SLACK_SIGNING_SECRET: SIGNING_SECRET, SLACK_PORT: port } : { SLACK_APP_TOKEN: APP_TOKEN }),
    },
    owner: `slack:${ANA}`,
    ...(wrap && { wrap }),
    ...(members && { members }),
  }).catch(async (error: unknown) => {
    await slack.stop()
    throw error
  })
  return {
    ...bot,
    slack,
    replied: (thread, words) =>
      slack.message((message) => message.threadTs === thread && wordsOf(message).includes(words)),
    async asks(user, text) {
      const { threadTs: thread } = await slack.mention(user, text)
      const card = await slack.message(
        (message) => message.threadTs === thread && buttonsOf(message).some(({ label }) => label === 'Confirm'),
      )
      return { thread, card }
    },
    async close() {
      await bot.close()
      await slack.stop()
    },
  }
}
