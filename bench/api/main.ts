import { Command } from 'commander'
import { describeMachine } from '../machine.ts'
import { median, percentile } from '../statistics.ts'
import { type Contender, startContender } from './contender.ts'
import { drawMinutes, keepUp } from './keep-up.ts'
import type { Played } from './load.ts'

/*
 * How many messages the API answers, and how soon, with many sockets open that read along: the embedded bot beside Fastify
 * alone with the same body, the same validation and as many sockets. Each has a process of its own, and so has each one's
 * load; they take turns, so that whatever else the machine does falls on both.
 */

const { minutes, rounds, seconds, sockets, atATime } = new Command('bench:api')
  .description('status over the API of an embedded bot, beside an echo of Fastify alone')
  .option('--minutes <n>', 'keep the bot under load for so long instead, and watch its memory', Number, 0)
  .option('--rounds <n>', 'of each', Number, 9)
  .option('--seconds <n>', 'of a round', Number, 5)
  .option('--sockets <n>', 'open on each', Number, 1_000)
  .option('--at-a-time <n>', 'requests', Number, 16)
  .parse()
  .opts<Record<'minutes' | 'rounds' | 'seconds' | 'sockets' | 'atATime', number>>()

const print = (text: string): boolean => process.stdout.write(`${text}\n`)
const { processor, cores, loadBefore, node } = await describeMachine(undefined)
print(`${cores} cores (${processor}), Node ${node}; load before: ${loadBefore}`)
print(`${sockets} sockets on each, ${atATime} requests at a time`)

if (minutes > 0) await watchMemory()
else await compare()

async function compare(): Promise<void> {
  const bot = await startContender('bot.ts', sockets)
  const echo = await startContender('echo.ts', sockets)
  const pairs: { readonly bot: Round; readonly echo: Round }[] = []
  for (let count = 0; count <= rounds; count++) {
    const pair = { bot: await play(bot), echo: await play(echo) }
    // The first is for warming up.
    if (count > 0) pairs.push(pair)
  }
  await bot.end()
  await echo.end()
  print(`medians of ${rounds} rounds of ${seconds} s each, in turns; ratios are those of the pairs`)
  const line = (name: string, of: (round: Round) => number, unit: string): void => {
    const [bots, echos] = [pairs.map((pair) => of(pair.bot)), pairs.map((pair) => of(pair.echo))]
    const ratios = pairs.map((pair) => of(pair.bot) / of(pair.echo))
    const [low, middle, high] = [0.25, 0.5, 0.75].map((share) => percentile(ratios, share).toFixed(3))
    print(
      `  ${name.padEnd(26)} bot ${median(bots).toFixed(1)}, echo ${median(echos).toFixed(1)} ${unit}; ratio ${middle} (${low} to ${high})`,
    )
  }
  line('requests a second', ({ perSecond }) => perSecond, 'per s')
  line('p50', ({ p50Ms }) => p50Ms, 'ms')
  line('p99', ({ p99Ms }) => p99Ms, 'ms')
  line('processor time a request', ({ cpuMs }) => cpuMs, 'ms')
  const last = pairs.at(-1)?.bot
  print(
    `  without an answer: ${pairs.reduce((sum, pair) => sum + pair.bot.unanswered, 0)}; sockets lost: ${last?.lost}`,
  )
  print(`  frames that the sockets were sent: ${pairs.reduce((sum, pair) => sum + pair.bot.frames, 0)}`)
}

interface Round extends Pick<Played, 'unanswered' | 'lost' | 'frames'> {
  readonly perSecond: number
  readonly p50Ms: number
  readonly p99Ms: number
  readonly cpuMs: number
}

async function play(contender: Contender): Promise<Round> {
  const before = await contender.figures()
  const { tookMs, latenciesMs, ...counts } = await contender.play(seconds, atATime)
  const after = await contender.figures()
  return {
    ...counts,
    perSecond: (latenciesMs.length / tookMs) * 1_000,
    p50Ms: median(latenciesMs),
    p99Ms: percentile(latenciesMs, 0.99),
    cpuMs: (after.processorMs - before.processorMs) / latenciesMs.length,
  }
}

async function watchMemory(): Promise<void> {
  const bot = await startContender('bot.ts', sockets)
  const kept = await keepUp(bot, { minutes, atATime }, print)
  await bot.end()
  print(drawMinutes(kept))
}
