import { type ChildProcess, fork } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import type { Answered, BotSettings, Questions } from './bot-questions.ts'

/** How a bot's process ended. */
export interface End {
  readonly code: number | null
  readonly signal: NodeJS.Signals | null
  /** What it said last. */
  readonly words: string
}

/** Rejects questions to a bot that ended before it answered. */
export class BotEndedError extends Error {
  override readonly name = 'BotEndedError'
}

/** A bot in a process of its own. */
export interface Bot {
  readonly pid: number
  ask<Name extends keyof Questions>(what: Name, given: Questions[Name]['given']): Promise<Questions[Name]['answer']>
  kill(signal: NodeJS.Signals): void
  readonly ended: Promise<End>
}

const COMPILED = fileURLToPath(new URL('../../node_modules/.cache/shipmate', import.meta.url))

/** A new database takes seconds to make, and many of them when the disk is busy. */
const READY_WITHIN_MS = 200_000

/** What a bot of this version runs; an older version has its own. */
export const BOT_PROGRAM = fileURLToPath(new URL('./bot-process.ts', import.meta.url))

/** Resolves when the bot is ready. @throws {BotEndedError} with its last words when it ends before. */
export async function startBotProcess(settings: BotSettings, program = BOT_PROGRAM): Promise<Bot> {
  const child = fork(program, [JSON.stringify(settings)], {
    cwd: settings.folder,
    // The bot starts a few hundred times, and one that is killed keeps nothing of what it has compiled: the command line has.
    env: { PATH: process.env.PATH, HOME: settings.folder, NODE_COMPILE_CACHE: COMPILED },
    execArgv: [],
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  })
  const late = setTimeout(() => child.kill('SIGKILL'), READY_WITHIN_MS)
  const bot = botOf(child)
  try {
    await bot.ready
    return bot
  } catch (cause) {
    const log = await readFile(join(settings.folder, 'bot.log'), 'utf8').catch(String)
    throw new BotEndedError(`the bot did not become ready; its log ends with\n${log.slice(-2_000)}`, { cause })
  } finally {
    clearTimeout(late)
  }
}

function botOf(child: ChildProcess): Bot & { readonly ready: Promise<unknown> } {
  const waiting = new Map<number, PromiseWithResolvers<unknown>>()
  const answerTo = (number: number): Promise<unknown> => {
    const answer = Promise.withResolvers<unknown>()
    waiting.set(number, answer)
    return answer.promise
  }
  const words = child.stderr ? text(child.stderr) : Promise.resolve('')
  const ended = new Promise<End>((resolve) => {
    child.once('exit', async (code, signal) => resolve({ code, signal, words: await words }))
  })
  void ended.then(({ code, signal, words: last }) => {
    for (const { reject } of waiting.values()) reject(new BotEndedError(`the bot ended: ${signal ?? code} ${last}`))
  })
  child.on('message', (answered: Answered) => {
    const answer = waiting.get(answered.number)
    waiting.delete(answered.number)
    if ('fault' in answered) answer?.reject(new Error(answered.fault))
    else answer?.resolve(answered.answer)
  })
  let count = 0
  return {
    pid: child.pid ?? 0,
    ended,
    ready: answerTo(0),
    kill: (signal) => void child.kill(signal),
    ask(what, given) {
      count += 1
      const answer = answerTo(count) as Promise<never>
      // A question to a process that is gone is answered by its end.
      if (child.connected) child.send({ number: count, what, ...given }, () => undefined)
      else waiting.get(count)?.reject(new BotEndedError('the bot has ended'))
      return answer
    },
  }
}
