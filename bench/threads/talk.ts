import { readFile } from 'node:fs/promises'
import { setTimeout as wait } from 'node:timers/promises'
import type { Home } from '../bench-bot.ts'
import { startInstantSlack } from '../beside/instant-slack.ts'
import { post } from '../intake/post.ts'
import { startBotAtSlack } from '../intake/running-bot.ts'

/** What is said in each thread, one after the other. */
const WORDS = ['status', 'help', 'status of billionmail on staging'] as const
const OK = 200
/** Before a message that was not taken is delivered again. */
const AGAIN_AFTER_MS = 200

export interface Talk {
  readonly threads: number
  /** Of each message, milliseconds from its first delivery to its answer. */
  readonly waits: readonly number[]
  readonly seconds: number
  /** Messages that the bot has posted in all; none twice. */
  readonly posted: number
  readonly mostMb: number
  /** p50, p99 and max since the bot's start, as its own metrics say. */
  readonly loopDelayMs: readonly number[]
}

/** Lets all threads talk at the same time: each says the next thing when the last one is answered. */
export async function talkInThreads(home: Home, threads: number): Promise<Talk> {
  let posted = 0
  const slack = await startInstantSlack(() => {
    posted += 1
  })
  const bot = await startBotAtSlack(home, slack)
  try {
    const waits: number[] = []
    const began = performance.now()
    const thread = async (): Promise<void> => {
      let root: string | undefined
      for (const words of WORDS) {
        const said = slack.mention(words, root)
        root = said.thread
        const at = performance.now()
        const [answeredAt] = await Promise.all([said.answered, deliver(bot.events, said.payload)])
        waits.push(answeredAt - at)
      }
    }
    await Promise.all(Array.from({ length: threads }, thread))
    const seconds = (performance.now() - began) / 1_000
    return {
      threads,
      waits,
      seconds,
      posted,
      mostMb: await mostMbOf(bot.pid),
      loopDelayMs: await loopDelayOf(bot.metrics),
    }
  } finally {
    await bot.stop()
    await slack.stop()
  }
}

async function deliver(events: string, payload: object): Promise<void> {
  for (let retry = 0; (await post(events, payload, retry)) !== OK; retry += 1) await wait(AGAIN_AFTER_MS)
}

/** The most that the process has had in memory, by Linux; elsewhere not a number. */
async function mostMbOf(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '')
  return Number(/^VmHWM:\s+(\d+) kB$/m.exec(status)?.[1]) / 1_024
}

async function loopDelayOf(metrics: string): Promise<readonly number[]> {
  const page = await (await fetch(metrics)).text()
  return ['p50', 'p99', 'max'].map((share) => {
    const name = share === 'max' ? 'nodejs_eventloop_lag_max_seconds' : `nodejs_eventloop_lag_${share}_seconds`
    return Number(new RegExp(`^${name} (\\S+)$`, 'm').exec(page)?.[1]) * 1_000
  })
}
