import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import type { BotWishes } from './bot-process.ts'

const PROGRAM = fileURLToPath(new URL('./bot-process.ts', import.meta.url))
const COMPILED = fileURLToPath(new URL('../../../node_modules/.cache/shipmate', import.meta.url))

export type BotState = 'starting' | 'running' | 'killed'

/** The bot that people on the page talk to. */
export interface PageBot {
  state(): BotState
  /** Kills it where it stands, as a power cut would. Resolves when its process is gone. */
  kill(): Promise<void>
  /** Starts it on the same data, if it does not run. Resolves when it is ready. */
  start(): Promise<void>
  /** Ends it in good order, and what it has deployed. */
  stop(): Promise<void>
}

/** @param changed Called after each change of its state. */
export function createBot(wishes: BotWishes, changed: () => void): PageBot {
  let child: ChildProcess | undefined
  let state: BotState = 'killed'
  const become = (next: BotState): void => {
    state = next
    changed()
  }

  async function start(): Promise<void> {
    if (child !== undefined) return
    become('starting')
    const started = fork(PROGRAM, [JSON.stringify(wishes)], {
      cwd: wishes.folder,
      // Settings and tokens of whoever runs the page are none of this bot's.
      env: { PATH: process.env.PATH, HOME: wishes.folder, NODE_COMPILE_CACHE: COMPILED },
      execArgv: [],
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    })
    child = started
    started.once('exit', () => {
      child = undefined
      become('killed')
    })
    const said = await Promise.race([once(started, 'message'), once(started, 'exit')])
    if (said[0] !== 'ready') throw new Error('the bot ended before it was ready; its log says why')
    become('running')
  }

  async function end(signal: NodeJS.Signals): Promise<void> {
    if (child === undefined) return
    const gone = once(child, 'exit')
    child.kill(signal)
    await gone
  }

  return {
    state: () => state,
    start,
    kill: () => end('SIGKILL'),
    stop: () => end('SIGTERM'),
  }
}
