import { setTimeout as wait } from 'node:timers/promises'
import { post } from '../intake/post.ts'
import type { Measurement } from '../measurement.ts'
import type { Contender, RunningBot } from './contenders.ts'
import { type InstantSlack, startInstantSlack } from './instant-slack.ts'
import { measureTurn, type TurnSizes } from './measure-turn.ts'

const OK = 200
const LONGEST_MS = 120_000

/** Starts the bot, asks it, and stops it, so that nothing of it runs in the turns of others. */
export async function takeTurn(contender: Contender, sizes: TurnSizes): Promise<readonly Measurement[]> {
  const slack = await startInstantSlack()
  try {
    return await contender.run(slack, (bot) => inTime(measureTurn(bot.pid, sizes, (words) => ask(slack, bot, words))))
  } finally {
    await slack.stop()
  }
}

/** Milliseconds from a signed mention being sent to its answer being posted. */
async function ask(slack: InstantSlack, bot: RunningBot, words: string): Promise<number> {
  const { payload, answered } = slack.mention(words)
  const began = performance.now()
  const [at] = await Promise.all([answered, deliver(bot.events, payload)])
  return at - began
}

/** Again until it is acknowledged, as Slack does, but at once. */
async function deliver(events: string, payload: object): Promise<void> {
  for (let retry = 0; (await post(events, payload, retry)) !== OK; retry += 1) await wait(100)
}

/** @throws {Error} when a turn hangs. */
export async function inTime<Result>(work: Promise<Result>): Promise<Result> {
  const late = new AbortController()
  const limit = wait(LONGEST_MS, undefined, { signal: late.signal }).then(
    () => Promise.reject(new Error(`not everything was answered within ${LONGEST_MS / 1_000} s`)),
    () => new Promise<never>(() => {}),
  )
  return Promise.race([work, limit]).finally(() => late.abort())
}
