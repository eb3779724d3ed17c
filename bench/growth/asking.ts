import { type Home, startBenchBot } from '../bench-bot.ts'
import type { BenchChat } from '../bench-chat.ts'
import { latency, type Measurement, oneRun } from '../measurement.ts'
import { deploySample } from '../scenarios/sample-deployment.ts'
import type { Sizes } from '../sizes.ts'

const QUESTIONS = { status: 'status', history: 'show the last 5 deployments' } as const

/** What people ask most, in a log that has grown: how long they wait, what it takes of the processor, the bot's memory. */
export async function asking(home: Home, sizes: Sizes): Promise<readonly Measurement[]> {
  const bot = await startBenchBot(home)
  await bot.bot.settled()
  const afterStart = memory('memory after the start')
  await deploySample(bot.chat)
  const asked: Measurement[] = []
  for (const [name, text] of Object.entries(QUESTIONS)) {
    await ask(bot.chat, text, sizes.warmUp)
    const before = process.cpuUsage()
    const waits = await ask(bot.chat, text, sizes.questions)
    await bot.bot.settled()
    const { user, system } = process.cpuUsage(before)
    asked.push(latency(`${name} to reply`, waits))
    asked.push(oneRun(`${name}, processor time of the bot`, 'ms', (user + system) / 1_000 / sizes.questions))
  }
  const afterQuestions = memory('memory after the questions')
  await bot.stop()
  return [...asked, afterStart, afterQuestions]
}

async function ask(chat: BenchChat, text: string, count: number): Promise<readonly number[]> {
  const waited: number[] = []
  for (let i = 0; i < count; i++) {
    const thread = `bench:thread-${i % 10}`
    const reply = chat.posted(thread)
    const began = performance.now()
    const [{ at }] = await Promise.all([reply, chat.says(thread, text)])
    waited.push(at - began)
  }
  return waited
}

function memory(name: string): Measurement {
  return oneRun(name, 'MB', process.memoryUsage.rss() / 1024 / 1024)
}
