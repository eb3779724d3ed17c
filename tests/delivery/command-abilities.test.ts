import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { Release } from '../../src/domain/release.ts'
import type { Offer } from '../../src/ports/abilities.ts'
import type { DeployTarget } from '../../src/ports/delivery.ts'
import { type CommandWorld, withCommands } from '../support/command-place.ts'

const release = (version: string): Release => ({ version, sha: version.padEnd(40, '0') })
const at = { service: 'payments', environment: 'staging' } as const
const never = (): AbortSignal => new AbortController().signal
const health = (target: DeployTarget) => target.health('payments', 'staging')

function deploy(target: DeployTarget, version: string, more = {}) {
  const order = { ...at, task: 'TASK-1', run: 'r1', fencingToken: 1, strategy: 'blue-green', ...more } as const
  return target.deploy({ ...order, release: release(version) }, async () => undefined, never())
}

function partOf<Part>(offer: Offer<Part>): Part {
  if (offer.kind === 'lacking') throw new Error('it is lacking')
  return offer.part
}

test('what has no command is not offered, with what would give it', () =>
  withCommands(
    async ({ target }) => {
      const abilities = target.abilities('payments', 'staging')
      expect(abilities).toMatchObject({ runsBy: 'command', strategies: [] })
      expect(abilities.scale).toEqual({ kind: 'lacking', detail: 'Add target.scale to have it.' })
      expect(abilities.restart.kind).toBe('able')
      expect(target.abilities('payments', 'elsewhere').restart.kind).toBe('lacking')
    },
    { commands: { deploy: ['./deploy'], restart: ['./restart'] } },
  ))

test('without a status command the health is unknown, and it says why', () =>
  withCommands(
    async ({ target }) => {
      await deploy(target, 'v1.0.0')
      expect(await health(target)).toEqual({
        state: 'unknown',
        url: 'https://pay.example.com',
        sentence: 'payments is deployed by command in staging, without a status command: nobody knows how it is.',
      })
    },
    { commands: { deploy: ['./deploy', '{version}'] }, url: 'https://pay.example.com' },
  ))

test('status says what serves, and a version that was put there by hand is told as it is', () =>
  withCommands(async ({ target, script }) => {
    expect(await health(target)).toEqual({ state: 'nothing-deployed' })
    await deploy(target, 'v1.0.0')
    expect(await health(target)).toMatchObject({ state: 'healthy', release: release('v1.0.0') })
    script('status', `console.log('{"version": "v0.8.0", "since": "2026-11-30T08:00:00+02:00"}')`)
    expect(await health(target)).toEqual({
      state: 'healthy',
      release: { version: 'v0.8.0', sha: 'v0.8.0' },
      since: '2026-11-30T06:00:00.000Z',
    })
  }))

test.each([
  [
    "console.error('db: s3cret is wrong'); process.exit(1)",
    { state: 'unhealthy', release: release('v1.0.0'), sentence: 'db: [secret] is wrong' },
  ],
  ['process.exit(2)', { state: 'unhealthy', sentence: 'Its status command ended with exit code 2.' }],
  [
    `console.log('{"health": "unhealthy", "sentence": "1 of 2 answers"}')`,
    { state: 'unhealthy', sentence: '1 of 2 answers' },
  ],
  ['console.log(\'{"version": 7}\')', { state: 'healthy', release: release('v1.0.0') }],
  ['console.log("{ not json")', { state: 'healthy', release: release('v1.0.0') }],
  [
    "process.kill(process.pid, 'SIGKILL')",
    { state: 'unknown', sentence: 'The status command of payments in staging was ended by SIGKILL.' },
  ],
])('a status command %# is understood by its exit code and what it says', (program, expected) =>
  withCommands(async ({ target, script }) => {
    await deploy(target, 'v1.0.0')
    script('status', program)
    expect(await health(target)).toMatchObject(expected)
  }),
)

test('a status command that hangs is stopped, and nobody knows', () =>
  withCommands(
    async ({ target, script }) => {
      script('status', 'setInterval(() => {}, 1000)')
      expect(await health(target)).toMatchObject({
        state: 'unknown',
        sentence: 'The status command of payments in staging took longer than 0.5 s and was stopped.',
      })
    },
    { statusTimeoutSeconds: 0.5 },
  ))

test('it restarts once for a task, and again for the next', () =>
  withCommands(async ({ target, ran }) => {
    const { restart } = partOf(target.abilities('payments', 'staging').restart)
    const order = { ...at, task: 'TASK-1', run: 'r1' } as const
    for (const fencingToken of [1, 2]) {
      expect(
        await restart({ ...order, fencingToken, release: release('v1.0.0') }, async () => undefined, never()),
      ).toEqual({
        kind: 'done',
      })
    }
    await restart({ ...order, task: 'TASK-2', fencingToken: 3 }, async () => undefined, never())
    expect(ran().map(({ env }) => env.SHIPMATE_VERSION)).toEqual(['v1.0.0', ''])
  }))

test('it scales to the number that was asked for, and says how many there are', () =>
  withCommands(async ({ target, ran }) => {
    const scaler = partOf(target.abilities('payments', 'staging').scale)
    await deploy(target, 'v1.0.0')
    const order = { ...at, task: 'TASK-2', fencingToken: 2, count: 3 } as const
    expect(await scaler.scale(order, async () => undefined, never())).toEqual({ kind: 'done' })
    expect(ran().at(-1)).toMatchObject({ verb: 'scale', args: ['', '3'] })
    expect(await scaler.scaleNow('payments', 'staging')).toEqual({ count: 3, ready: 3 })
  }))

test('it reads the lines that its logs command writes, and says what is wrong with that', () =>
  withCommands(async ({ target, script }) => {
    const { lines } = partOf(target.abilities('payments', 'staging').logs)
    const query = { count: 3, words: [] }
    const read = await lines('payments', 'staging', query, never())
    expect(read.lines.map(({ text }) => text)).toEqual(['line 1 s3cret', 'line 2 s3cret', 'line 3 s3cret'])
    script('logs', 'process.exit(7)')
    await expect(lines('payments', 'staging', query, never())).rejects.toThrow('ended with exit code 7')
  }))

/** Kills the command and whoever noted its end, as a restart of the machine does, once it has done its work. */
async function interrupt({ folder, ran }: CommandWorld): Promise<void> {
  await expect.poll(() => ran().length, { timeout: 60_000 }).toBe(1)
  const runs = join(folder, 'data', 'commands', 'targets', 'runs')
  const [name = ''] = readdirSync(runs)
  const { supervisor, leader } = JSON.parse(readFileSync(join(runs, name, 'begun.json'), 'utf8'))
  process.kill(supervisor.pid, 'SIGKILL')
  process.kill(-leader.pid, 'SIGKILL')
}

const HANGS = (version: string): string => `
const { appendFileSync, writeFileSync } = require('node:fs')
writeFileSync('serving', '${version}')
appendFileSync('ran.jsonl', JSON.stringify({ verb: 'deploy' }) + '\\n')
setInterval(() => {}, 1000)
`

test('interrupted with the machine, it has ended well where status knows that the version serves', () =>
  withCommands(async (world) => {
    world.script('deploy', HANGS('v1.0.0'))
    const outcome = deploy(world.target, 'v1.0.0')
    await interrupt(world)
    expect(await outcome).toEqual({ kind: 'done', detail: 'v1.0.0 is deployed.' })
    expect(world.ran()).toHaveLength(1)
  }))

test.each([
  [
    'another version serves',
    { deploy: ['./deploy'], status: ['./status'] },
    'Its status command says that v0.9.0 serves.',
  ],
  ['there is no status command', { deploy: ['./deploy'] }, 'without a status command: nobody knows how it is.'],
])('interrupted with the machine, it fails where %s, and is not run again', (_, commands, why) =>
  withCommands(
    async (world) => {
      world.script('deploy', HANGS('v0.9.0'))
      const outcome = deploy(world.target, 'v1.0.0')
      await interrupt(world)
      expect(await outcome).toMatchObject({ kind: 'failed', reason: expect.stringContaining(why) })
      const again = await deploy(world.target, 'v1.0.0', { fencingToken: 2, since: new Date().toISOString() })
      expect(again).toMatchObject({ kind: 'failed', reason: expect.stringContaining('it cannot be told how much') })
      expect(world.ran()).toHaveLength(1)
    },
    { commands },
  ),
)

test('places are asked beside each other, a bounded number at a time', () =>
  withCommands(
    async ({ target, folder }) => {
      await Promise.all(Array.from({ length: 40 }, () => health(target)))
      const marks = readFileSync(join(folder, 'marks'), 'utf8')
      let running = 0
      const most = Math.max(...[...marks].map((mark) => (running += mark === '+' ? 1 : -1)))
      expect(most).toBeGreaterThan(1)
      expect(most).toBeLessThanOrEqual(16)
    },
    { commands: { deploy: ['./deploy'], status: ['sh', '-c', 'printf + >> marks; sleep 0.1; printf - >> marks'] } },
  ))
