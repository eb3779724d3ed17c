import { Command } from 'commander'
import { describeMachine } from '../machine.ts'
import type { Measurement } from '../measurement.ts'
import { EMBEDDED, onServers, serversFrom } from '../setups.ts'
import { type Column, drawTable } from '../table.ts'
import { clickToClusterRollout, clickToLocalRollout } from './first-rollout.ts'
import { type ManyServices, statusOfMany } from './many-services.ts'

/** As far away as another continent. */
const LATENCY_MS = 200

const MANY: readonly ManyServices[] = [
  { name: 'status of 200 services, 0 ms a call', latencyMs: 0, namespaceOf: () => 'shop', hasService: true },
  { name: '… 200 ms a call', latencyMs: LATENCY_MS, namespaceOf: () => 'shop', hasService: true },
  {
    name: '… each in a namespace of its own',
    ...{ latencyMs: LATENCY_MS, namespaceOf: (service: string) => service, hasService: false },
  },
]

const command = new Command('bench:kubernetes')
  .description('the status of 200 services in a cluster, and from a click to its first rollout, beside this machine')
  .option('--quick', 'measure hardly anything: only to see that it runs')
  .option('--servers-only', 'not the embedded database')
  .option('--status-only', 'no clicks')
  .parse()
const { quick = false, serversOnly = false, statusOnly = false } = command.opts<Record<string, boolean | undefined>>()
const [questions, clicks] = quick ? [3, 2] : [40, 15]

const servers = serversFrom(process.env)
const machine = await describeMachine(servers)
const columns: Column[] = []
for (const setup of [...(serversOnly ? [] : [EMBEDDED]), ...(servers ? [onServers(servers)] : [])]) {
  const measured: Measurement[] = []
  for (const many of MANY) {
    process.stderr.write(`${setup.name}: ${many.name}\n`)
    measured.push(...(await setup.inNewHome((home) => statusOfMany(home, many, questions))))
  }
  if (!statusOnly) {
    process.stderr.write(`${setup.name}: clicks\n`)
    measured.push(...(await setup.inNewHome((home) => clickToLocalRollout(home, clicks))))
    measured.push(...(await setup.inNewHome((home) => clickToClusterRollout(home, 0, clicks))))
    measured.push(...(await setup.inNewHome((home) => clickToClusterRollout(home, LATENCY_MS, clicks))))
  }
  columns.push({ setup: setup.name, measured })
}
process.stdout.write(`${drawTable(columns, machine)}\n`)
process.exit()
