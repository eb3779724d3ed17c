import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'

/** Runs another's bot of this folder in a process of its own until `use` is done; it says `ready` when it is. */
export async function withPeer<Result>(
  file: string,
  env: Readonly<Record<string, string>>,
  use: (pid: number) => Promise<Result>,
): Promise<Result> {
  const bot = spawn(process.execPath, [fileURLToPath(new URL(file, import.meta.url))], {
    env: { PATH: process.env.PATH, ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const { pid } = bot
  if (pid === undefined) throw new Error('it could not be started')
  const ended = once(bot, 'exit')
  const ready = Promise.withResolvers<void>()
  createInterface({ input: bot.stdout }).on('line', (line) => line === 'ready' && ready.resolve())
  try {
    await Promise.race([ready.promise, ended.then(() => Promise.reject(new Error('it ended before it was ready')))])
    return await use(pid)
  } finally {
    bot.kill('SIGKILL')
    await ended
  }
}
