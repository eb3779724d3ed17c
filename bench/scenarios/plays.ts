import { type Home, startBenchBot } from '../bench-bot.ts'
import { asking } from '../growth/asking.ts'
import { rebuilding } from '../growth/rebuilding.ts'
import { type Measurement, oneRun } from '../measurement.ts'
import type { Sizes } from '../sizes.ts'
import { bursts } from './burst.ts'
import { clicks, createInstantWork } from './clicks.ts'
import { questions } from './questions.ts'
import { deploySample } from './sample-deployment.ts'

/** What a bot in a process of its own is put through. */
export const PLAYS = { conversation, clicking, grown, asking, rebuilding } as const

export type Play = keyof typeof PLAYS

async function conversation(home: Home, sizes: Sizes): Promise<readonly Measurement[]> {
  const bot = await startBenchBot(home)
  await bot.bot.settled()
  const afterStart = memory('memory after the start')
  await deploySample(bot.chat)
  const asked = await questions(bot.chat, sizes)
  const answered = await bursts(bot.chat, sizes)
  const afterLoad = memory('memory after the load')
  await bot.stop()
  return [...asked, ...answered, afterStart, afterLoad]
}

async function clicking(home: Home, sizes: Sizes): Promise<readonly Measurement[]> {
  const work = createInstantWork()
  const bot = await startBenchBot(home, (name, part) => (name === 'delivery' ? { ...part, ...work } : part))
  const measured = await clicks(bot.chat, work, sizes)
  await bot.stop()
  return measured
}

/** The same questions in a log that has grown. */
async function grown(home: Home, sizes: Sizes): Promise<readonly Measurement[]> {
  const bot = await startBenchBot(home)
  await deploySample(bot.chat)
  const where = `, ${sizes.conversations.toLocaleString('en')} conversations in the log`
  const asked = await questions(bot.chat, sizes, where)
  const afterLoad = memory(`memory after the questions${where}`)
  await bot.stop()
  return [...asked, afterLoad]
}

function memory(name: string): Measurement {
  return oneRun(name, 'MB', process.memoryUsage.rss() / 1024 / 1024)
}
