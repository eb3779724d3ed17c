import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { describeMachine } from '../machine.ts'
import { median } from '../statistics.ts'
import type { Round } from './bot.ts'

/*
 * What traces cost: two bots, each in a process of its own, one with every request traced and sent to a collector, one without.
 * They take turns, so that whatever else the machine does falls on both.
 */

const ROUNDS = 9
const MESSAGES = Number(process.argv[2] ?? 400)

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
  const pair = { off: await play(off), on: await play(on) }
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
  const change = median(rounds.map((round) => (figure(round.on) / figure(round.off) - 1) * 100))
  process.stdout.write(
    `${what}: off ${without.toFixed(2)}, on ${having.toFixed(2)}; median of the pairs ${change.toFixed(1)} %\n`,
  )
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
