import { fork } from 'node:child_process'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import type { Home } from './bench-bot.ts'
import type { Measurement } from './measurement.ts'
import type { Play } from './scenarios/plays.ts'
import type { Sizes } from './sizes.ts'

export interface PlayOrder {
  readonly play: Play
  readonly home: Home
  readonly sizes: Sizes
}

/** As the command line does: a start is measured as people have it. */
const COMPILED = fileURLToPath(new URL('../node_modules/.cache/shipmate', import.meta.url))
const LONGEST_PLAY_MS = 350_000

/** Plays a scenario on a bot in a process of its own, so that neither its memory nor its time is shared with others. */
export async function playInProcess(order: PlayOrder): Promise<readonly Measurement[]> {
  const child = fork(new URL('./bot-process.ts', import.meta.url), [JSON.stringify(order)], {
    cwd: order.home.folder,
    env: { PATH: process.env.PATH, HOME: order.home.folder, NODE_COMPILE_CACHE: COMPILED },
    execArgv: [],
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    timeout: LONGEST_PLAY_MS,
    killSignal: 'SIGKILL',
  })
  const lastWords = child.stderr ? text(child.stderr) : Promise.resolve('')
  try {
    return await new Promise((resolve, reject) => {
      child.once('message', (measured) => resolve(measured as readonly Measurement[]))
      child.once('error', reject)
      child.once('exit', async (code, signal) => {
        reject(new Error(`the bot ended before it was done: ${signal ?? code}\n${await lastWords}`))
      })
    })
  } finally {
    child.kill('SIGKILL')
  }
}
