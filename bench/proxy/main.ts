import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { chooseUpstream } from '../../adapters/local-host/host/choose-upstream.ts'
import { freePort } from '../../adapters/local-host/host/free-port.ts'
import type { Instance } from '../../adapters/local-host/host/host-protocol.ts'
import { createHourlyCounts } from '../../adapters/local-host/host/hourly-counts.ts'
import { createProxies, type FiguresAt, type Proxies } from '../../adapters/local-host/host/proxies.ts'
import { createTrafficMeter } from '../../adapters/local-host/host/traffic-meter.ts'
import type { Upstream } from '../../adapters/local-host/host/upstream.ts'
import { describeMachine } from '../machine.ts'
import { median, percentile } from '../statistics.ts'
import type { Burst, Told } from './load.ts'

/*
 * What the local host's proxy loses by counting, and by sharing requests out: the same requests through one that does
 * neither, one that counts, and one that counts with a canary under way, in turns, so that what else goes on at the machine
 * meets all. Processor time of the proxy's process is the figure to go by. What counting alone takes is measured besides,
 * since it is less than the proxy's figures differ by.
 */

interface Round {
  readonly perSecond: number
  readonly p95Ms: number
  /** Of this process, for one request. */
  readonly cpuUs: number
}

interface Measured {
  readonly proxies: Proxies
  readonly port: number
  readonly rounds: Round[]
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
const figuresAt: FiguresAt = (place) => ({
  release: (answered) => meter.count(place, answered),
  user: (failed) => hours.count(place, failed),
})
const one: Upstream = { kind: 'instance', id: 'one', task: 'TASK-1', port: listening }
const proxies = [
  await proxyTo(
    createProxies('127.0.0.1', () => {}),
    () => one,
  ),
  await proxyTo(
    createProxies('127.0.0.1', () => {}, figuresAt),
    () => one,
  ),
  await proxyTo(
    createProxies('127.0.0.1', () => {}, figuresAt),
    withCanary(),
  ),
] as const

// The first rounds of each are for the compiler.
for (let round = 0; round < WARM_UP; round++) for (const { port } of proxies) await play(port)
for (let round = 0; round < ROUNDS; round++) {
  // Who goes first takes turns too.
  for (const { port, rounds } of round % 2 === 0 ? proxies : proxies.toReversed()) rounds.push(await play(port))
}
users.kill()
await Promise.all(proxies.map((proxy) => proxy.proxies.close()))
const [plain, counting, sharing] = proxies

print(`${cores} cores (${processor}), Node ${node}; load before: ${loadBefore}`)
print(
  `${ROUNDS} rounds of ${REQUESTS} requests each, 16 at a time; medians of the rounds, and of the ratios of two in a row (their quartiles)\n`,
)
const line = (name: string, before: Measured, after: Measured, of: (round: Round) => number, unit: string): void => {
  const figures = `${median(before.rounds.map(of)).toFixed(1)} → ${median(after.rounds.map(of)).toFixed(1)} ${unit}`
  const ratios = after.rounds.map((round, index) => of(round) / of(before.rounds[index] ?? round))
  const [low, middle, high] = [0.25, 0.5, 0.75].map((share) => percentile(ratios, share).toFixed(2))
  print(`  ${name.padEnd(26)} ${figures}, ratio ${middle} (${low} to ${high})`)
}
const compare = (what: string, before: Measured, after: Measured): void => {
  print(what)
  line('processor time a request', before, after, ({ cpuUs }) => cpuUs, 'µs')
  line('requests a second', before, after, ({ perSecond }) => perSecond, 'per s')
  line('p95', before, after, ({ p95Ms }) => p95Ms, 'ms')
}
compare('counting, against neither', plain, counting)
compare('a canary with its tenth, against counting', counting, sharing)
print(`counting alone: by the minute ${alone(() => meter.count(ALONE, ANSWERED))} ns,`)
print(`  by the hour ${alone(() => hours.count(ALONE, ANSWERED.failed))} ns a request`)
const counted = meter.measured(PLACE, 0, Date.now()).releases.reduce((sum, { requests }) => sum + requests, 0)
const sent = 2 * (ROUNDS + WARM_UP) * REQUESTS
print(`counted: ${counted} of ${sent}`)
process.exitCode = counted === sent ? 0 : 1

/** The median of rounds, in whole nanoseconds. */
function alone(count: () => void): string {
  const rounds = Array.from({ length: ROUNDS }, () => {
    const before = performance.now()
    for (let request = 0; request < COUNTED_ALONE; request++) count()
    return ((performance.now() - before) * 1e6) / COUNTED_ALONE
  })
  return median(rounds).toFixed(0)
}

async function proxyTo(proxies: Proxies, upstream: () => Upstream): Promise<Measured> {
  const port = await freePort()
  await proxies.open(PLACE, port, upstream)
  return { proxies, port, rounds: [] }
}

/** As the host chooses between two instances, which here are one. */
function withCanary(): () => Upstream {
  const at = (id: string, role: Instance['role']): Instance => ({
    id,
    role,
    task: `TASK-${id}`,
    service: 'bench',
    environment: 'staging',
    port: listening,
    crashes: 0,
    release: { sha: id, version: id },
    folder: '/',
    command: ['true'],
    drainSeconds: 1,
    log: '/dev/null',
    process: { pid: process.pid, startedAt: 'now' },
  })
  const instances = new Map([at('old', 'serving'), at('new', 'candidate')].map((instance) => [instance.id, instance]))
  const now = new Date().toISOString()
  const canary = { instance: 'new', percent: 10, since: now, seenAt: now }
  const route = { service: 'bench', environment: 'staging', publicPort: 1, token: 1, instance: 'old', canary }
  return chooseUpstream({ route: () => route, instance: (id) => instances.get(id) }, 'bench', 'staging')
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
