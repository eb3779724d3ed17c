import { BOT_TOKEN, SIGNING_SECRET, type SlackServer } from '../../tests/simulators/slack/server.ts'
import { freePort } from '../../tests/support/ports.ts'
import type { Home } from '../bench-bot.ts'
import { startBotProcess } from './bot-process.ts'

export interface BotAtSlack {
  readonly pid: number
  /** Where Slack sends to. */
  readonly events: string
  readonly health: string
  readonly metrics: string
  stop(): Promise<void>
}

/** The bot in a process of its own, with Slack over HTTP. */
export async function startBotAtSlack(
  home: Home,
  { apiUrl }: Pick<SlackServer, 'apiUrl'>,
  onLog?: (line: string) => void,
): Promise<BotAtSlack> {
  const port = String(await freePort())
  const chat = {
    SLACK_BOT_TOKEN: BOT_TOKEN,
    SLACK_SIGNING_SECRET: SIGNING_SECRET,
    SLACK_PORT: port,
    SLACK_API_URL: apiUrl,
  }
  const { pid, pages, stop } = await startBotProcess(home, chat, onLog)
  const events = `http://127.0.0.1:${port}/slack/events`
  return { pid, events, health: `${pages}/health`, metrics: `${pages}/metrics`, stop }
}
