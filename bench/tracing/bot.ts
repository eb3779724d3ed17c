import { pino } from 'pino'
import { observe } from '../../src/app/wiring/observing.ts'
import { startBenchBot } from '../bench-bot.ts'
import { EMBEDDED } from '../setups.ts'

/** A bot in a process of its own that answers as many messages as it is told, and says what that took. */
const [endpoint] = process.argv.slice(2)
const AT_ONCE = 20

export interface Round {
  readonly messages: number
  readonly ms: number
  readonly processorMs: number
}

const tracing = endpoint ? ({ endpoint, protocol: 'http/protobuf', sampling: 1, headers: {} } as const) : undefined
const observing = await observe({ tracing }, '0', pino({ level: 'silent' }))
await EMBEDDED.inNewHome(async (home) => {
  const bot = await startBenchBot(home, undefined, observing)
  let thread = 0
  const answered = async (): Promise<void> => {
    thread += 1
    const name = `bench:#${thread}`
    const posted = bot.chat.posted(name)
    await bot.chat.says(name, 'status of billionmail')
    await posted
  }
  const { promise: ended, resolve: end } = Promise.withResolvers<void>()
  process.on('message', async (messages: number) => {
    if (messages === 0) return end()
    const [start, before] = [performance.now(), process.cpuUsage()]
    let left = messages
    const line = async (): Promise<void> => {
      while (left-- > 0) await answered()
    }
    await Promise.all(Array.from({ length: AT_ONCE }, line))
    const { user, system } = process.cpuUsage(before)
    const round: Round = { messages, ms: performance.now() - start, processorMs: (user + system) / 1_000 }
    process.send?.(round)
  })
  process.send?.('ready')
  await ended
  await bot.stop()
})
process.exit()
