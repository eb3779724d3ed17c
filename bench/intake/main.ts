import { Command } from 'commander'
import { describeMachine } from '../machine.ts'
import { EMBEDDED, onPostgres, onServers, type Setup, serversFrom } from '../setups.ts'
import { percentile } from '../statistics.ts'
import { type Burst, burst } from './burst.ts'

const command = new Command('bench:intake')
  .description(
    'deliver many mentions at once: embedded, and on servers if TEST_DATABASE_URL and TEST_REDIS_URL are set',
  )
  .argument('[mentions...]', 'how many at once', ['500', '2000'])
  .parse()

const servers = serversFrom(process.env)
const setups: readonly Setup[] = [EMBEDDED, ...(servers ? [onPostgres(servers), onServers(servers)] : [])]
const machine = await describeMachine(servers)

process.stdout.write(
  `${machine.cores} cores (${machine.processor}), Node ${machine.node}; load before: ${machine.loadBefore}\n`,
)
for (const setup of setups) {
  for (const mentions of command.args.length > 0 ? command.args : ['500', '2000']) {
    const measured = await setup.inNewHome((home) => burst(home, Number(mentions)))
    process.stdout.write(`${setup.name}: ${describe(measured)}\n`)
  }
}
process.exit()

function describe(measured: Burst): string {
  const { mentions, acknowledged, refused, unanswered, recorded, doubled, answered, healthMs } = measured
  return [
    `${mentions} at once`,
    `acknowledged at the first try ${acknowledged.length} (${acknowledgements(acknowledged)})`,
    `refused ${refused.length} (${acknowledgements(refused)})`,
    `no answer within 3 s ${unanswered}`,
    `recorded in the end ${recorded}, more than once ${doubled}`,
    `answered ${answered}, the last after ${(measured.answeredAfterMs / 1_000).toFixed(1)} s`,
    `/health ${times(healthMs, [0.5, 0.99, 1])} ms p50 / p99 / max of ${healthMs.length}`,
  ].join('; ')
}

function acknowledgements(ms: readonly number[]): string {
  return ms.length === 0 ? '–' : `${times(ms, [0.5, 0.95, 1])} ms p50 / p95 / max`
}

function times(ms: readonly number[], shares: readonly number[]): string {
  return shares.map((share) => `${Math.round(percentile(ms, share))}`).join(' / ')
}
