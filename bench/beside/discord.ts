import { Command } from 'commander'
import { describeMachine } from '../machine.ts'
import type { Measurement } from '../measurement.ts'
import { EMBEDDED } from '../setups.ts'
import { drawComparison } from './compare.ts'
import { BARE_DISCORD_JS, ourDiscordBot, takeDiscordTurn } from './discord-turn.ts'

const command = new Command('bench:beside-discord')
  .description('our embedded bot beside one of discord.js alone that answers a mention, on the simulated Discord')
  .option('--turns <number>', 'how many turns each has', '5')
  .option('--quick', 'ask hardly anything: only to see that it runs')
  .parse()
const { turns, quick = false } = command.opts<{ readonly turns: string; readonly quick?: boolean }>()
// The simulator looks through all that was said: more would measure that.
const sizes = quick ? { warmUp: 1, oneByOne: 2, together: 16 } : { warmUp: 50, oneByOne: 100, together: 200 }

const machine = await describeMachine(undefined)
process.stdout.write(
  `${machine.cores} cores (${machine.processor}), Node ${machine.node}; load before: ${machine.loadBefore}\n`,
)
const contenders = [ourDiscordBot(EMBEDDED), BARE_DISCORD_JS]
const taken = contenders.map((contender) => ({ contender, turns: [] as (readonly Measurement[])[] }))
for (let turn = 0; turn < (quick ? 1 : Number(turns)); turn += 1) {
  // Nobody is always the first.
  for (const one of turn % 2 === 0 ? taken : taken.toReversed()) {
    process.stderr.write(`${one.contender.name}\n`)
    one.turns.push(await takeDiscordTurn(one.contender, sizes))
  }
}
process.stdout.write(
  `\n${drawComparison(taken.map(({ contender: { name, ours }, turns }) => ({ name, ours, turns })))}\n`,
)
process.exit()
