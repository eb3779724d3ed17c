import type { App } from '../../src/app/start-app.ts'
import { type Home, startBenchBot } from '../bench-bot.ts'
import type { BenchChat } from '../bench-chat.ts'
import { createInstantWork, proposeDeployment } from '../scenarios/clicks.ts'
import { deploySample } from '../scenarios/sample-deployment.ts'
import { type Held, heldBy } from './tables.ts'

/** What one conversation of a kind takes and leaves behind. */
export interface Cost {
  readonly events: number
  readonly bytes: Held['bytes']
  /** Of the bot's own process; a server's is not in it. */
  readonly processorMs: number
}

export interface Costs {
  readonly question: Cost
  readonly deployment: Cost
}

/** How often each is done, once before it counts and once when it does. */
export interface CostSizes {
  readonly questions: number
  readonly deployments: number
}

/** Really asked and really confirmed; of a deployment only building and serving are left out. */
export async function measureCosts(home: Home, sizes: CostSizes): Promise<Costs> {
  const { chat, ...bot } = await startBenchBot(home)
  await deploySample(chat)
  await bot.stop()
  return {
    question: await costOf(home, sizes.questions, ask),
    deployment: await costOf(home, sizes.deployments, deploy),
  }
}

type Once = (chat: BenchChat, number: number) => Promise<void>

async function costOf(home: Home, times: number, once: Once): Promise<Cost> {
  await play(home, 0, times, once)
  const before = await heldBy(home)
  const processorMs = await play(home, times, times, once)
  const after = await heldBy(home)
  const each = (part: keyof Held['bytes']): number => (after.bytes[part] - before.bytes[part]) / times
  return {
    events: (after.events - before.events) / times,
    bytes: { event: each('event'), document: each('document'), outbox: each('outbox'), inbox: each('inbox') },
    processorMs: processorMs / times,
  }
}

/** Milliseconds of processor time, without those of the start. */
async function play(home: Home, from: number, times: number, once: Once): Promise<number> {
  const work = createInstantWork()
  const bot = await startBenchBot(home, (name, part) => (name === 'delivery' ? { ...part, ...work } : part))
  await settled(bot)
  const before = process.cpuUsage()
  for (let number = from; number < from + times; number++) await once(bot.chat, number)
  await settled(bot)
  const { user, system } = process.cpuUsage(before)
  await bot.stop()
  return (user + system) / 1_000
}

const settled = ({ bot }: App): Promise<void> => bot.settled()

/** In threads of their own; half of them ask for the history. */
async function ask(chat: BenchChat, number: number): Promise<void> {
  const thread = `bench:year-${number}`
  const text = number % 2 === 0 ? 'status' : 'show the last 5 deployments'
  await Promise.all([chat.posted(thread), chat.says(thread, text)])
}

async function deploy(chat: BenchChat, number: number): Promise<void> {
  const { confirm, live } = await proposeDeployment(chat, number % 2 === 0 ? 'v1.1.0' : 'v1.0.0')
  await confirm()
  await live
}
