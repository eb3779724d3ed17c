import { type Home, startBenchBot } from '../bench-bot.ts'
import type { BenchChat } from '../bench-chat.ts'
import { createInstantWork, proposeDeployment } from '../scenarios/clicks.ts'
import { deploySample } from '../scenarios/sample-deployment.ts'
import type { Recorded, Recorder } from './recorder.ts'

export interface ProfileSizes {
  readonly warmUp: number
  readonly messages: number
  readonly presses: number
}

export interface Played extends Recorded {
  readonly what: string
  readonly times: number
}

/** The two questions that are asked most. */
export async function playQuestions(home: Home, sizes: ProfileSizes, recorder: Recorder): Promise<readonly Played[]> {
  const bot = await startBenchBot(home)
  await deploySample(bot.chat)
  const played: Played[] = []
  for (const text of ['help', 'status']) {
    await ask(bot.chat, text, sizes.warmUp)
    await bot.bot.settled()
    const recorded = await recorder.record((counts) =>
      counts(async () => {
        await ask(bot.chat, text, sizes.messages)
        await bot.bot.settled()
      }),
    )
    played.push({ what: text, times: sizes.messages, ...recorded })
  }
  const together = await recorder.record((counts) =>
    counts(async () => {
      await askTogether(bot.chat, 'help', sizes.messages)
      await bot.bot.settled()
    }),
  )
  played.push({ what: `help, ${AT_A_TIME} at a time in new threads`, times: sizes.messages, ...together })
  await bot.stop()
  return played
}

/** As many as in the comparison with others. */
const AT_A_TIME = 16

async function askTogether(chat: BenchChat, text: string, times: number): Promise<void> {
  let asked = 0
  const person = async (): Promise<void> => {
    while (asked < times) {
      const thread = `bench:new-thread-${asked++}`
      await Promise.all([chat.posted(thread), chat.says(thread, text)])
    }
  }
  await Promise.all(Array.from({ length: AT_A_TIME }, person))
}

async function ask(chat: BenchChat, text: string, times: number): Promise<void> {
  for (let i = 0; i < times; i++) {
    const thread = `bench:thread-${i % 10}`
    await Promise.all([chat.posted(thread), chat.says(thread, text)])
  }
}

/** From the press to the release being live, by work that is over at once; the question before it does not count. */
export async function playPresses(home: Home, sizes: ProfileSizes, recorder: Recorder): Promise<Played> {
  const work = createInstantWork()
  const bot = await startBenchBot(home, (name, part) => (name === 'delivery' ? { ...part, ...work } : part))
  const press = async (version: string, counts = (confirmed: () => Promise<void>) => confirmed()): Promise<void> => {
    const { confirm, live } = await proposeDeployment(bot.chat, version)
    await bot.bot.settled()
    await counts(async () => {
      await confirm()
      await live
      await bot.bot.settled()
    })
  }
  const versionOf = (i: number): string => (i % 2 === 0 ? 'v1.1.0' : 'v1.0.0')
  for (let i = 0; i < 2 * Math.ceil(sizes.warmUp / 20); i++) await press(versionOf(i))
  const recorded = await recorder.record(async (counts) => {
    for (let i = 0; i < sizes.presses; i++) await press(versionOf(i), counts)
  })
  await bot.stop()
  return { what: 'Confirm', times: sizes.presses, ...recorded }
}
