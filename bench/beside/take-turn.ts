import { setTimeout as wait } from 'node:timers/promises'
import { post } from '../intake/post.ts'
import { latency, type Measurement, oneRun } from '../measurement.ts'
import { processorMsOf } from '../processor-time.ts'
import type { Contender, RunningBot } from './contenders.ts'
import { type InstantSlack, startInstantSlack } from './instant-slack.ts'

/** How much is asked of each bot in one turn. */
export interface TurnSizes {
  readonly warmUp: number
  readonly oneByOne: number
  readonly together: number
}

/** A busy workspace, not a flood. */
const AT_A_TIME = 16
const OK = 200
const COUNTS_PROCESSOR_TIME = process.platform === 'linux'
const LONGEST_MS = 120_000

/** The others answer every text alike. */
const TEXTS = ['help', 'status'] as const

/** Starts the bot, asks it, and stops it, so that nothing of it runs in the turns of others. */
export async function takeTurn(contender: Contender, sizes: TurnSizes): Promise<readonly Measurement[]> {
  const slack = await startInstantSlack()
  try {
    return await contender.run(slack, (bot) => inTime(measure({ slack, bot }, sizes)))
  } finally {
    await slack.stop()
  }
}

interface Stage {
  readonly slack: InstantSlack
  readonly bot: RunningBot
}

async function measure(stage: Stage, sizes: TurnSizes): Promise<readonly Measurement[]> {
  const measured: Measurement[] = []
  for (const words of TEXTS) {
    await together(stage, words, sizes.warmUp)
    const waits: number[] = []
    for (let i = 0; i < sizes.oneByOne; i++) waits.push(await ask(stage, words))
    measured.push(latency(`“${words}”, one by one`, waits))
    const before = await processorMs(stage)
    const seconds = await together(stage, words, sizes.together)
    const spent = (await processorMs(stage)) - before
    measured.push(oneRun(`“${words}”, ${AT_A_TIME} at a time`, 'per s', sizes.together / seconds))
    if (COUNTS_PROCESSOR_TIME) measured.push(oneRun(`“${words}”, processor time each`, 'ms', spent / sizes.together))
  }
  return measured
}

/** Of the bot's own process: what a database server does for it is not in it. */
async function processorMs({ bot }: Stage): Promise<number> {
  return COUNTS_PROCESSOR_TIME ? processorMsOf(bot.pid) : 0
}

/** Seconds until so many are answered, {@link AT_A_TIME} of them under way. */
async function together(stage: Stage, words: string, count: number): Promise<number> {
  const began = performance.now()
  let left = count
  const person = async (): Promise<void> => {
    while (left > 0) {
      left -= 1
      await ask(stage, words)
    }
  }
  await Promise.all(Array.from({ length: AT_A_TIME }, person))
  return (performance.now() - began) / 1_000
}

/** Milliseconds from a signed mention being sent to its answer being posted. */
async function ask({ slack, bot }: Stage, words: string): Promise<number> {
  const { payload, answered } = slack.mention(words)
  const began = performance.now()
  const [at] = await Promise.all([answered, deliver(bot.events, payload)])
  return at - began
}

/** Again until it is acknowledged, as Slack does, but at once. */
async function deliver(events: string, payload: object): Promise<void> {
  for (let retry = 0; (await post(events, payload, retry)) !== OK; retry += 1) await wait(100)
}

async function inTime<Result>(work: Promise<Result>): Promise<Result> {
  const late = new AbortController()
  const limit = wait(LONGEST_MS, undefined, { signal: late.signal }).then(
    () => Promise.reject(new Error(`not everything was answered within ${LONGEST_MS / 1_000} s`)),
    () => new Promise<never>(() => {}),
  )
  return Promise.race([work, limit]).finally(() => late.abort())
}
