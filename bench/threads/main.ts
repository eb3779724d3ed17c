import { Command } from 'commander'
import { describeMachine } from '../machine.ts'
import { EMBEDDED, onServers, type Setup, serversFrom } from '../setups.ts'
import { percentile } from '../statistics.ts'
import { type Talk, talkInThreads } from './talk.ts'

const command = new Command('bench:threads')
  .description(
    'many threads that talk at the same time, each as soon as it is answered: embedded, and on servers if TEST_DATABASE_URL and TEST_REDIS_URL are set',
  )
  .argument('[threads]', 'how many', '1000')
  .parse()

const servers = serversFrom(process.env)
const setups: readonly Setup[] = [EMBEDDED, ...(servers ? [onServers(servers)] : [])]
const machine = await describeMachine(servers)
process.stdout.write(
  `${machine.cores} cores (${machine.processor}), Node ${machine.node}; load before: ${machine.loadBefore}\n`,
)
for (const setup of setups) {
  const talk = await setup.inNewHome((home) => talkInThreads(home, Number(command.args[0] ?? '1000')))
  process.stdout.write(`${setup.name}: ${describe(talk)}\n`)
}
process.exit()

function describe({ threads, waits, seconds, posted, mostMb, loopDelayMs }: Talk): string {
  const shown = [0.5, 0.95, 1].map((share) => Math.round(percentile(waits, share)))
  return [
    `${threads} threads, ${waits.length} messages answered in ${seconds.toFixed(1)} s (${Math.round(waits.length / seconds)} a second), ${posted} posts`,
    `message to answer ${shown.join(' / ')} ms p50 / p95 / max`,
    `most memory ${Math.round(mostMb)} MB`,
    `delay of the event loop ${loopDelayMs.map((ms) => Math.round(ms)).join(' / ')} ms p50 / p99 / max`,
  ].join('; ')
}
