import { BOT_TOKEN, SIGNING_SECRET } from '../../tests/simulators/slack/server.ts'
import { freePort } from '../../tests/support/ports.ts'
import { startBotAtSlack } from '../intake/running-bot.ts'
import type { Setup } from '../setups.ts'
import type { InstantSlack } from './instant-slack.ts'
import { withPeer } from './peer-process.ts'

export interface RunningBot {
  /** Where Slack sends to. */
  readonly events: string
  readonly pid: number
}

/** A bot that answers mentions in Slack over HTTP, in a process of its own. */
export interface Contender {
  readonly name: string
  readonly ours: boolean
  /** Starts the bot, and stops it afterwards. */
  run<Result>(slack: InstantSlack, use: (bot: RunningBot) => Promise<Result>): Promise<Result>
}

/** Another's, and what has to be installed for it. */
export interface Peer extends Contender {
  readonly packages: readonly string[]
}

export function ours(setup: Setup): Contender {
  return {
    name: setup.name,
    ours: true,
    run: (slack, use) =>
      setup.inNewHome(async (home) => {
        const bot = await startBotAtSlack(home, slack)
        return use(bot).finally(() => bot.stop())
      }),
  }
}

export const PEERS: readonly Peer[] = [
  peer('bare Bolt', 'bolt-bot.ts', ['@slack/bolt']),
  peer('Chat SDK', 'chat-sdk-bot.ts', ['chat', '@chat-adapter/slack', '@chat-adapter/state-memory']),
]

function peer(name: string, file: string, packages: readonly string[]): Peer {
  return {
    name,
    ours: false,
    packages,
    async run(slack, use) {
      const port = String(await freePort())
      const env = {
        PORT: port,
        SLACK_BOT_TOKEN: BOT_TOKEN,
        SLACK_SIGNING_SECRET: SIGNING_SECRET,
        SLACK_API_URL: slack.apiUrl,
      }
      return withPeer(file, env, (pid) => use({ events: `http://127.0.0.1:${port}/slack/events`, pid }))
    },
  }
}

/** Those that are not installed here. */
export function missing(packages: readonly string[]): readonly string[] {
  return packages.filter((name) => {
    try {
      import.meta.resolve(name)
      return false
    } catch {
      return true
    }
  })
}
