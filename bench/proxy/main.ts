import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { freePort } from '../../adapters/delivery/local/host/free-port.ts'
import { createHourlyCounts } from '../../adapters/delivery/local/host/hourly-counts.ts'
import { createProxies, type Proxies } from '../../adapters/delivery/local/host/proxies.ts'
import { createTrafficMeter } from '../../adapters/delivery/local/host/traffic-meter.ts'
import { describeMachine } from '../machine.ts'
import { median, percentile } from '../statistics.ts'
import type { Burst, Told } from './load.ts'

/*
 * What the local host's proxy loses by counting: the same requests through one that counts and one that does not, in
 * turns, so that what else goes on at the machine meets both. Processor time of the proxy's process is the figure to go by.
 * What counting alone takes is measured besides, since it is less than the proxy's figures differ by.
 */

interface Round {
  readonly perSecond: number
  readonly p95Ms: number
  /** Of this process, for one request. */
  readonly cpuUs: number
}

const isQuick = process.argv.includes('--quick')
const ROUNDS = isQuick ? 2 : 21
const REQUESTS = isQuick ? 320 : 4_800
const WARM_UP = isQuick ? 1 : 3
const PLACE = 'bench/staging'
const ALONE = 'bench/alone'
const ANSWERED = { task: 'TASK-1', failed: false, ms: 5 }
const COUNTED_ALONE = isQuick ? 1_000 : 100_000

const print = (text: string): boolean => process.stdout.write(`${text}\n`)

const { processor, cores, loadBefore, node } = await describeMachine(undefined)
const users = fork(new URL('./load.ts', import.meta.url))
const { listening } = (await answer(users)) as Extract<Told, { listening: number }>

const meter = createTrafficMeter(Date.now)
const hours = createHourlyCounts(Date.now)
const plain = await proxyTo(createProxies('127.0.0.1', () => {}))
const counting = await proxyTo(
  createProxies(
    '127.0.0.1',
    () => {},
    (place, answered) => {
      meter.count(place, answered)
      hours.count(place, answered.failed)
    },
  ),
)

// The first rounds of each are for the compiler.
for (let round = 0; round < WARM_UP; round++) for (const { port } of [plain, counting]) await play(port)
const without: Round[] = []
const withIt: Round[] = []
for (let round = 0; round < ROUNDS; round++) {
  // Who goes first takes turns too.
  for (const counts of round % 2 === 0 ? [false, true] : [true, false]) {
    ;(counts ? withIt : without).push(await play((counts ? counting : plain).port))
  }
}
users.kill()
await Promise.all([plain.proxies.close(), counting.proxies.close()])

print(`${cores} cores (${processor}), Node ${node}; load before: ${loadBefore}`)
print(
  `${ROUNDS} rounds of ${REQUESTS} requests each, 16 at a time; medians of the rounds, and of the ratios of two in a row (their quartiles)\n`,
)
const line = (name: string, of: (round: Round) => number, unit: string): void => {
  const figures = `${median(without.map(of)).toFixed(1)} → ${median(withIt.map(of)).toFixed(1)} ${unit}`
  const ratios = withIt.map((round, index) => of(round) / of(without[index] ?? round))
  const [low, middle, high] = [0.25, 0.5, 0.75].map((share) => percentile(ratios, share).toFixed(2))
  print(`  ${name.padEnd(26)} ${figures}, ratio ${middle} (${low} to ${high})`)
}
line('processor time a request', ({ cpuUs }) => cpuUs, 'µs')
line('requests a second', ({ perSecond }) => perSecond, 'per s')
line('p95', ({ p95Ms }) => p95Ms, 'ms')
print(`  counting alone: by the minute ${alone(() => meter.count(ALONE, ANSWERED))} ns,`)
print(`    by the hour ${alone(() => hours.count(ALONE, ANSWERED.failed))} ns a request`)
const counted = meter.measured(PLACE, 0, Date.now()).releases.reduce((sum, { requests }) => sum + requests, 0)
print(`  counted: ${counted} of ${(ROUNDS + WARM_UP) * REQUESTS}`)
process.exitCode = counted === (ROUNDS + WARM_UP) * REQUESTS ? 0 : 1

/** The median of rounds, in whole nanoseconds. */
function alone(count: () => void): string {
  const rounds = Array.from({ length: ROUNDS }, () => {
    const before = performance.now()
    for (let request = 0; request < COUNTED_ALONE; request++) count()
    return ((performance.now() - before) * 1e6) / COUNTED_ALONE
  })
  return median(rounds).toFixed(0)
}

async function proxyTo(proxies: Proxies): Promise<{ readonly proxies: Proxies; readonly port: number }> {
  const port = await freePort()
  await proxies.open(PLACE, port, () => ({ kind: 'instance', id: 'one', task: 'TASK-1', port: listening }))
  return { proxies, port }
}

async function play(port: number): Promise<Round> {
  const before = process.cpuUsage()
  const burst: Burst = { port, requests: REQUESTS }
  users.send(burst)
  const { latenciesMs, tookMs } = (await answer(users)) as Extract<Told, { tookMs: number }>
  const { user, system } = process.cpuUsage(before)
  return {
    perSecond: (REQUESTS / tookMs) * 1_000,
    p95Ms: percentile(latenciesMs, 0.95),
    cpuUs: (user + system) / REQUESTS,
  }
}

async function answer(child: ChildProcess): Promise<Told> {
  const [told] = (await once(child, 'message')) as [Told]
  return told
}
