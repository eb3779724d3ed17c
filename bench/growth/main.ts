import { Command } from 'commander'
import { describeMachine } from '../machine.ts'
import { EMBEDDED, onServers, serversFrom } from '../setups.ts'
import { FULL, QUICK } from '../sizes.ts'
import { drawGrowth } from './draw-growth.ts'
import { type Grown, measureSize } from './measure-size.ts'

const SIZES = ['1000', '10000', '100000', '1000000'] as const

const command = new Command('bench:growth')
  .description(
    'what a log of so many events comes to: embedded, and on servers if TEST_DATABASE_URL and TEST_REDIS_URL are set',
  )
  .argument('[events...]', 'how many events in the log', SIZES)
  .option('--quick', 'measure hardly anything: only to see that it runs')
  .option('--servers-only', 'not the embedded database')
  .parse()

const { quick = false, serversOnly = false } = command.opts<{ quick?: boolean; serversOnly?: boolean }>()
const wanted = (command.args.length > 0 ? command.args : SIZES).map(Number)
const servers = serversFrom(process.env)
const machine = await describeMachine(servers)
process.stdout.write(
  `${machine.cores} cores (${machine.processor}), Node ${machine.node}; load before: ${machine.loadBefore}\n`,
)
for (const setup of [...(serversOnly ? [] : [EMBEDDED]), ...(servers ? [onServers(servers)] : [])]) {
  const grown: Grown[] = []
  for (const events of wanted) {
    process.stderr.write(`${setup.name}: ${events.toLocaleString('en')} events\n`)
    grown.push(await measureSize(setup, events, quick ? QUICK : FULL))
  }
  process.stdout.write(`\n${setup.name}\n${drawGrowth(grown)}\n`)
}
process.exit()
