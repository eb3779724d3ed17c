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
  .option('--delay <ms>', 'each answer of a database server takes so much longer', '0')
  .option('--away <ms>', 'a database server refuses connections for so long when the mentions come', '0')
  .parse()
const options = command.opts<{ readonly delay: string; readonly away: string }>()
const trouble = { delayMs: Number(options.delay), awayMs: Number(options.away) }
const isTroubled = trouble.delayMs + trouble.awayMs > 0

const servers = serversFrom(process.env)
/** The embedded database is in the bot's own process: nothing can come between. */
const setups: readonly Setup[] = [
  ...(isTroubled ? [] : [EMBEDDED]),
  ...(servers ? [onPostgres(servers), onServers(servers)] : []),
]
const machine = await describeMachine(servers)

process.stdout.write(
  `${machine.cores} cores (${machine.processor}), Node ${machine.node}; load before: ${machine.loadBefore}\n`,
)
for (const setup of setups) {
  for (const mentions of command.args.length > 0 ? command.args : ['500', '2000']) {
    const measured = await setup.inNewHome((home) => burst(home, Number(mentions), trouble))
    const database = isTroubled ? `, answers ${options.delay} ms later, away for ${options.away} ms` : ''
    process.stdout.write(`${setup.name}${database}: ${describe(measured)}\n`)
  }
}
if (isTroubled && !servers) process.stdout.write('Only a database server can be slow or away: set TEST_DATABASE_URL.\n')
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
