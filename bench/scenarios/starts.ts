import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { freePort } from '../../tests/support/ports.ts'
import type { Home } from '../bench-bot.ts'

const MAIN = fileURLToPath(new URL('../../src/main.ts', import.meta.url))
const LONGEST_START_MS = 60_000

/**
 * Milliseconds from `shipmate start` to its `/ready` answering yes. The bot is stopped again; the services that it has
 * deployed, and the local host that runs them, go on, as they do when a bot is restarted.
 */
export async function timeStart({ folder, env }: Home): Promise<number> {
  const port = await freePort()
  const began = performance.now()
  const bot = spawn(process.execPath, [MAIN, 'start', '--no-terminal'], {
    cwd: folder,
    env: { PATH: process.env.PATH, HOME: folder, ...env, SHIPMATE_DATA_DIR: folder, SHIPMATE_HTTP_PORT: String(port) },
    stdio: ['ignore', 'pipe', 'inherit'],
    timeout: LONGEST_START_MS,
    killSignal: 'SIGKILL',
  })
  const ended = once(bot, 'exit')
  try {
    await saysReady(bot)
    const { status } = await fetch(`http://127.0.0.1:${port}/ready`)
    if (status !== 200) throw new Error(`the bot says it is ready, but /ready answers ${status}`)
    return performance.now() - began
  } finally {
    bot.kill('SIGTERM')
    await ended
  }
}

async function saysReady({ stdout }: ChildProcess): Promise<void> {
  if (!stdout) throw new Error('the bot was started without a standard output')
  const said: string[] = []
  for await (const line of createInterface({ input: stdout })) {
    if (line.includes('shipmate is ready')) {
      // What it says from now on must not fill the pipe.
      stdout.resume()
      return
    }
    said.push(line)
  }
  throw new Error(`the bot ended before it was ready:\n${said.slice(-5).join('\n')}`)
}
