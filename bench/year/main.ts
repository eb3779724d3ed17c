import { Command } from 'commander'
import { stopAll } from '../../adapters/local-host/host-client.ts'
import { describeMachine } from '../machine.ts'
import { EMBEDDED, onServers, serversFrom } from '../setups.ts'
import { COMPANY } from './company.ts'
import { drawYear } from './draw-year.ts'
import { type CostSizes, measureCosts } from './measure-costs.ts'

const command = new Command('bench:year')
  .description(
    'what a year of a company comes to, from measured costs: embedded, and on servers if TEST_DATABASE_URL and TEST_REDIS_URL are set',
  )
  .option('--quick', 'measure hardly anything: only to see that it runs')
  .parse()
const { quick = false } = command.opts<{ readonly quick?: boolean }>()
const sizes: CostSizes = quick ? { questions: 4, deployments: 2 } : { questions: 400, deployments: 60 }

const servers = serversFrom(process.env)
const machine = await describeMachine(servers)
process.stdout.write(
  `${machine.cores} cores (${machine.processor}), Node ${machine.node}; load before: ${machine.loadBefore}\n`,
)
for (const setup of [EMBEDDED, ...(servers ? [onServers(servers)] : [])]) {
  const costs = await setup.inNewHome((home) => measureCosts(home, sizes).finally(() => stopAll(home.folder)))
  process.stdout.write(`\n${setup.name}\n${drawYear(costs, COMPANY)}\n`)
}
process.exit()
