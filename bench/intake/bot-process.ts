import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { stopAll } from '../../adapters/local-host/host-client.ts'
import { freePort } from '../../tests/support/ports.ts'
import type { Home } from '../bench-bot.ts'

const MAIN = fileURLToPath(new URL('../../src/main.ts', import.meta.url))

/** As `npm start` does. */
const NODE_OPTIONS = ['--max-semi-space-size=4']

export interface BotProcess {
  readonly pid: number
  /** The address of its own pages, without a path. */
  readonly pages: string
  stop(): Promise<void>
}

/**
 * The bot as an operator starts it, in a process of its own.
 *
 * @param chat What connects it to a chat.
 * @param onLog Told of each line of its log.
 */
export async function startBotProcess(
  { folder, env }: Home,
  chat: Readonly<Record<string, string>>,
  onLog: (line: string) => void = () => {},
): Promise<BotProcess> {
  const http = await freePort()
  const bot = spawn(process.execPath, [...NODE_OPTIONS, MAIN, 'start', '--no-terminal'], {
    cwd: folder,
    env: {
      PATH: process.env.PATH,
      HOME: folder,
      SHIPMATE_DATA_DIR: folder,
      SHIPMATE_HTTP_PORT: String(http),
      ...env,
      ...chat,
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
    pages: `http://127.0.0.1:${http}`,
    async stop() {
      bot.kill('SIGTERM')
      await ended
      await stopAll(folder)
    },
  }
}
