import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { describeMachine } from '../machine.ts'
import { median, percentile } from '../statistics.ts'
import type { Round } from './bot.ts'

/*
 * What traces cost: two bots, each in a process of its own, one with every request traced and sent to a collector, one without.
 * They take turns, so that whatever else the machine does falls on both.
 */

const ROUNDS = 15
const MESSAGES = Number(process.argv[2] ?? 150)

const collector = createServer((request, response) => {
  request.resume().on('end', () => response.end())
})
await new Promise<void>((resolve) => collector.listen(0, '127.0.0.1', resolve))
const { port } = collector.address() as AddressInfo
const machine = await describeMachine(undefined)
process.stdout.write(
  `${machine.cores} cores (${machine.processor}), Node ${machine.node}; load before: ${machine.loadBefore}\n`,
)

const off = await start()
const on = await start(`http://127.0.0.1:${port}`)
const rounds: { readonly off: Round; readonly on: Round }[] = []
for (let count = 0; count <= ROUNDS; count++) {
  const pair = count % 2 === 0 ? await offFirst() : await onFirst()
  // The first is for warming up.
  if (count > 0) rounds.push(pair)
}
for (const bot of [off, on]) bot.send(0)
collector.closeAllConnections()
collector.close()

tell('messages a second', ({ messages, ms }) => (messages / ms) * 1_000)
tell('processor, ms a message', ({ messages, processorMs }) => processorMs / messages)

function tell(what: string, figure: (round: Round) => number): void {
  const without = median(rounds.map((round) => figure(round.off)))
  const having = median(rounds.map((round) => figure(round.on)))
  const changes = rounds.map((round) => (figure(round.on) / figure(round.off) - 1) * 100)
  const [low, middle, high] = [0.25, 0.5, 0.75].map((share) => percentile(changes, share).toFixed(1))
  process.stdout.write(
    `${what}: off ${without.toFixed(2)}, on ${having.toFixed(2)}; median of the pairs ${middle} % (${low} to ${high})\n`,
  )
}

/** Who goes first takes turns, too. */
async function offFirst() {
  const first = await play(off)
  return { off: first, on: await play(on) }
}

async function onFirst() {
  const first = await play(on)
  return { off: await play(off), on: first }
}

async function start(...given: readonly string[]): Promise<ChildProcess> {
  const bot = fork(new URL('./bot.ts', import.meta.url), given, { execArgv: [] })
  await once(bot, 'message')
  return bot
}

async function play(bot: ChildProcess): Promise<Round> {
  const answer = once(bot, 'message')
  bot.send(MESSAGES)
  const [round] = await answer
  return round as Round
}
