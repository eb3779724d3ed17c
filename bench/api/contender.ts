import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import type { Ordered, Played } from './load.ts'
import type { Figures, Listening, ToTarget } from './target.ts'

/** What is measured, with the load that is put on it, each in a process of its own. */
export interface Contender {
  play(seconds: number, atATime: number): Promise<Played>
  /** Lets sockets connect and leave from now on, all the time. */
  churn(): Promise<void>
  figures(): Promise<Figures>
  end(): Promise<void>
}

/** As `npm start` does, and with what collects garbage when it is asked to. */
const NODE_OPTIONS = ['--max-semi-space-size=4', '--expose-gc']

/** @param file What listens, beside this file. */
export async function startContender(file: 'bot.ts' | 'echo.ts', sockets: number): Promise<Contender> {
  const target = fork(new URL(`./${file}`, import.meta.url), [], { execArgv: NODE_OPTIONS })
  const { port, tokens } = await answer<Listening>(target)
  const load = fork(new URL('./load.ts', import.meta.url), [], { execArgv: [] })
  await order(load, { kind: 'open', port, tokens, sockets })
  return {
    play: (seconds, atATime) => order<Played>(load, { kind: 'play', seconds, atATime }),
    async churn() {
      await order(load, { kind: 'churn' })
    },
    figures() {
      const told = answer<Figures>(target)
      tell(target, 'figures')
      return told
    },
    async end() {
      load.kill()
      const ended = once(target, 'exit')
      tell(target, 'end')
      await ended
    },
  }
}

function order<Answer>(load: ChildProcess, ordered: Ordered): Promise<Answer> {
  const told = answer<Answer>(load)
  load.send(ordered)
  return told
}

const tell = (target: ChildProcess, told: ToTarget): boolean => target.send(told)

/** @throws {Error} when it ends instead. */
async function answer<Answer>(child: ChildProcess): Promise<Answer> {
  const over = new AbortController()
  const told = once(child, 'message', { signal: over.signal })
  const ended = once(child, 'exit', { signal: over.signal }).then(([code]) => {
    throw new Error(`a process of the bench ended with ${code}`)
  })
  try {
    const [said] = await Promise.race([told, ended])
    return said as Answer
  } finally {
    over.abort()
    Promise.allSettled([told, ended])
  }
}
