import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { stopAll } from '../../adapters/local-host/host-client.ts'
import { BOT_TOKEN, SIGNING_SECRET, type SlackServer } from '../../tests/simulators/slack/server.ts'
import { freePort } from '../../tests/support/ports.ts'
import type { Home } from '../bench-bot.ts'

const MAIN = fileURLToPath(new URL('../../src/main.ts', import.meta.url))

export interface BotAtSlack {
  readonly pid: number
  /** Where Slack sends to. */
  readonly events: string
  readonly health: string
  stop(): Promise<void>
}

/** As `npm start` does. */
const NODE_OPTIONS = ['--max-semi-space-size=4']

/**
 * The bot as an operator starts it, in a process of its own, with Slack over HTTP.
 *
 * @param onLog Told of each line of its log.
 */
export async function startBotAtSlack(
  { folder, env }: Home,
  { apiUrl }: Pick<SlackServer, 'apiUrl'>,
  onLog: (line: string) => void = () => {},
): Promise<BotAtSlack> {
  const [port, http] = [await freePort(), await freePort()]
  const bot = spawn(process.execPath, [...NODE_OPTIONS, MAIN, 'start', '--no-terminal'], {
    cwd: folder,
    env: {
      PATH: process.env.PATH,
      HOME: folder,
      SHIPMATE_DATA_DIR: folder,
      SHIPMATE_HTTP_PORT: String(http),
      ...env,
      SLACK_BOT_TOKEN: BOT_TOKEN,
      SLACK_SIGNING_SECRET: SIGNING_SECRET,
      SLACK_PORT: String(port),
      SLACK_API_URL: apiUrl,
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const { pid } = bot
  if (pid === undefined) throw new Error('the bot could not be started')
  const ended = once(bot, 'exit')
  const ready = Promise.withResolvers<void>()
  createInterface({ input: bot.stdout }).on('line', (line) => {
    if (line.includes('shipmate is ready')) ready.resolve()
    onLog(line)
  })
  await Promise.race([ready.promise, ended.then(() => Promise.reject(new Error('the bot ended before it was ready')))])
  return {
    pid,
    events: `http://127.0.0.1:${port}/slack/events`,
    health: `http://127.0.0.1:${http}/health`,
    async stop() {
      bot.kill('SIGTERM')
      await ended
      await stopAll(folder)
    },
  }
}
