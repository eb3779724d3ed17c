import { Command } from 'commander'
import { describeMachine } from '../machine.ts'
import type { Measurement } from '../measurement.ts'
import { EMBEDDED, onServers, serversFrom } from '../setups.ts'
import { drawComparison } from './compare.ts'
import { type Contender, missing, ours, PEERS } from './contenders.ts'
import type { TurnSizes } from './measure-turn.ts'
import { takeTurn } from './take-turn.ts'

const command = new Command('bench:beside')
  .description(
    'our bot beside others that answer a mention in Slack: embedded, and on servers if TEST_DATABASE_URL and TEST_REDIS_URL are set',
  )
  .option('--turns <number>', 'how many turns each has', '5')
  .option('--quick', 'ask hardly anything: only to see that it runs')
  .parse()
const { turns, quick = false } = command.opts<{ readonly turns: string; readonly quick?: boolean }>()
const sizes: TurnSizes = quick
  ? { warmUp: 1, oneByOne: 2, together: 16 }
  : { warmUp: 200, oneByOne: 100, together: 400 }

const servers = serversFrom(process.env)
const machine = await describeMachine(servers)
const say = (line: string): unknown => process.stdout.write(`${line}\n`)
say(`${machine.cores} cores (${machine.processor}), Node ${machine.node}; load before: ${machine.loadBefore}`)

const all: readonly Contender[] = [
  ours(EMBEDDED),
  ...(servers ? [ours(onServers(servers))] : []),
  ...PEERS.filter(({ name, packages }) => {
    const lacking = missing(packages)
    if (lacking.length > 0) say(`${name}: left out, since ${lacking.join(', ')} is not installed`)
    return lacking.length === 0
  }),
]
const taken = new Map<Contender, (readonly Measurement[])[]>(all.map((one) => [one, []]))
for (let turn = 0; turn < (quick ? 1 : Number(turns)); turn += 1) {
  // Nobody is always the first.
  for (let index = 0; index < all.length; index += 1) {
    const contender = all[(turn + index) % all.length]
    if (contender && taken.has(contender)) await play(contender)
  }
}
process.stdout.write(`\n${drawComparison([...taken].map(([{ name, ours }, turns]) => ({ name, ours, turns })))}\n`)
process.exit()

/** Another's bot that does not run here is no fault of ours. */
async function play(contender: Contender): Promise<void> {
  process.stderr.write(`${contender.name}\n`)
  try {
    taken.get(contender)?.push(await takeTurn(contender, sizes))
  } catch (error) {
    if (contender.ours) throw error
    taken.delete(contender)
    say(`${contender.name}: left out, since ${String(error)}`)
  }
}
