import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { TaskId } from '../../src/domain/ids.ts'
import type { DeployPhase, Release } from '../../src/domain/release.ts'
import type { DeployTarget } from '../../src/ports/delivery.ts'
import { type DeployOrder, HandedOverError } from '../../src/ports/deployer.ts'
import { type CommandWorld, withCommands } from '../support/command-place.ts'

const release = (version: string): Release => ({ version, sha: version.padEnd(40, '0') })
const at = { service: 'payments', environment: 'staging' } as const
const never = (): AbortSignal => new AbortController().signal

function deploy(
  target: DeployTarget,
  version: string,
  order: Partial<DeployOrder> = {},
  { signal = never(), report = () => undefined }: { signal?: AbortSignal; report?: (phase: DeployPhase) => void } = {},
) {
  return target.deploy(
    {
      ...at,
      ...{ task: 'TASK-1', run: 'r1', fencingToken: 1, release: release(version), strategy: 'blue-green' },
      ...order,
    },
    async (phase) => report(phase),
    signal,
  )
}

test('it is told what to deploy by whole arguments and its environment, and its secrets by their variables', () =>
  withCommands(
    async ({ target, ran }) => {
      await deploy(target, 'v1.0.0; rm -rf "$HOME"', { from: release('v0.9.0'), fencingToken: 7 })
      expect(ran()[0]).toMatchObject({
        args: ['v1.0.0; rm -rf "$HOME"'],
        env: {
          SHIPMATE_SERVICE: 'payments',
          SHIPMATE_ENVIRONMENT: 'staging',
          SHIPMATE_VERSION: 'v1.0.0; rm -rf "$HOME"',
          SHIPMATE_FROM_VERSION: 'v0.9.0',
          SHIPMATE_TASK: 'TASK-1',
          SHIPMATE_FENCING_TOKEN: '7',
          TAG: 'v1.0.0; rm -rf "$HOME"',
          TOKEN: 's3cret',
        },
      })
    },
    { env: { TAG: '{version}' }, secretEnv: { TOKEN: 's3cret' } },
  ))

test('a version that would be an option is refused, and nothing runs', () =>
  withCommands(async ({ target, ran }) => {
    expect(await deploy(target, '--force')).toMatchObject({ reason: expect.stringContaining('read as an option') })
    expect(ran()).toEqual([])
  }))

test('a rollback is done by its own command where there is one', () =>
  withCommands(async ({ target, ran, serving }) => {
    const order = { isRollback: true, from: release('v1.1.0') } as const
    expect(await deploy(target, 'v1.0.0', order)).toMatchObject({ kind: 'done' })
    expect(ran()).toMatchObject([{ verb: 'rollback', args: ['v1.0.0', 'v1.1.0'] }])
    expect(serving()).toBe('v1.0.0')
  }))

test('a failure has the exit code, the last progress and the end of the output, without secrets', () =>
  withCommands(async ({ target, script }) => {
    script(
      'deploy',
      `console.log('{"progress": "2 of 5 pods are ready"}'); console.error('key s3cret'); process.exit(4)`,
    )
    expect(await deploy(target, 'v1.0.0')).toEqual({
      kind: 'failed',
      reason: 'The deploy command of v1.0.0 ended with exit code 4. It last said: 2 of 5 pods are ready',
      nextStep: 'Fix what its output shows, then ask again.',
      logTail: '{"progress": "2 of 5 pods are ready"}\nkey [secret]',
    })
  }))

test('what it tells as phases is reported while it runs, and what it says of itself at the end', () =>
  withCommands(async ({ target, script, folder }) => {
    script(
      'deploy',
      `console.log('{"progress": "healthy"}'); console.log('{"detail": "Migrated 2 tables."}');
      setInterval(() => require('node:fs').existsSync('go') && process.exit(0), 20)`,
    )
    const phases: DeployPhase[] = []
    const outcome = deploy(
      target,
      'v1.0.0',
      {},
      {
        report: (phase) => {
          phases.push(phase)
          if (phase === 'healthy') writeFileSync(join(folder, 'go'), '')
        },
      },
    )
    expect(await outcome).toEqual({ kind: 'done', detail: 'v1.0.0 is deployed. Migrated 2 tables.' })
    expect(phases.slice(0, 2)).toEqual(['starting', 'healthy'])
    expect(phases.at(-1)).toBe('switched')
  }))

/** Writes its own process id and that of a child, which ignore SIGTERM both. */
const STUBBORN = `
process.on('SIGTERM', () => undefined)
const { spawn } = require('node:child_process')
const child = spawn(process.execPath, ['-e', "process.on('SIGTERM', () => undefined); setInterval(() => {}, 1000); console.log('up')"])
child.stdout.once('data', () => require('node:fs').writeFileSync('pids', process.pid + ' ' + child.pid))
setInterval(() => {}, 1000)
`

async function pidsIn({ folder }: CommandWorld): Promise<readonly number[]> {
  const file = join(folder, 'pids')
  await expect.poll(() => existsSync(file) && readFileSync(file, 'utf8'), { timeout: 60_000 }).toMatch(/\d+ \d+/)
  return readFileSync(file, 'utf8').split(' ').map(Number)
}

async function ended(pids: readonly number[]): Promise<void> {
  await expect.poll(() => pids.filter(isAlive), { timeout: 60_000 }).toEqual([])
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return !(existsSync(`/proc/${pid}/stat`) && / Z /.test(readFileSync(`/proc/${pid}/stat`, 'utf8')))
  } catch {
    return false
  }
}

test(
  'a cancelled command that forks and ignores SIGTERM is killed with what it has started',
  () =>
    withCommands(async (world) => {
      world.script('deploy', STUBBORN)
      const off = new AbortController()
      const outcome = deploy(world.target, 'v1.0.0', {}, { signal: off.signal })
      const pids = await pidsIn(world)
      off.abort()
      expect(await outcome).toEqual({ kind: 'cancelled' })
      await ended(pids)
    }),
  120_000,
)

test(
  'a cancelled command that catches SIGTERM and ends well has not done its work',
  () =>
    withCommands(async (world) => {
      world.script(
        'deploy',
        "process.on('SIGTERM', () => process.exit(0)); require('node:fs').writeFileSync('pids', process.pid + ' ' + process.pid); setInterval(() => {}, 1000)",
      )
      const off = new AbortController()
      const outcome = deploy(world.target, 'v1.0.0', {}, { signal: off.signal })
      await pidsIn(world)
      off.abort()
      expect(await outcome).toEqual({ kind: 'cancelled' })
    }),
  120_000,
)

test.runIf(process.platform === 'linux')(
  'what a cancelled command has started in a session of its own ends with it',
  () =>
    withCommands(async (world) => {
      world.script('deploy', STUBBORN.replace("console.log('up')\"]", "console.log('up')\"], { detached: true }"))
      const off = new AbortController()
      const outcome = deploy(world.target, 'v1.0.0', {}, { signal: off.signal })
      const pids = await pidsIn(world)
      off.abort()
      expect(await outcome).toEqual({ kind: 'cancelled' })
      await ended(pids)
    }),
  120_000,
)

test(
  'a command that is cancelled after users have the release has done its work, and where nobody can tell it says so',
  () =>
    withCommands(async (world) => {
      const cancelled = async (task: TaskId, fencingToken: number) => {
        const off = new AbortController()
        const outcome = deploy(world.target, 'v1.0.0', { task, run: task, fencingToken }, { signal: off.signal })
        await pidsIn(world)
        off.abort()
        return outcome
      }
      world.script('deploy', `require('node:fs').writeFileSync('serving', 'v1.0.0')\n${STUBBORN}`)
      expect(await cancelled('TASK-1', 1)).toEqual({ kind: 'done', detail: 'v1.0.0 is deployed.' })
      rmSync(join(world.folder, 'pids'))
      world.script('status', '')
      expect(await cancelled('TASK-2', 2)).toMatchObject({
        kind: 'failed',
        reason:
          'The deploy command of v1.0.0 was stopped while it ran, and it cannot be told how much of its work was done. Its status command names no version.',
      })
    }),
  120_000,
)

test(
  'a command that takes too long is stopped with what it has started, and says so in one sentence',
  () =>
    withCommands(
      async (world) => {
        world.script('deploy', STUBBORN)
        expect(await deploy(world.target, 'v1.0.0')).toMatchObject({
          reason: 'The deploy command of v1.0.0 took longer than 2 s and was stopped.',
          nextStep: expect.stringContaining('timeoutSeconds'),
        })
        await ended(await pidsIn(world))
      },
      { timeoutSeconds: 2 },
    ),
  120_000,
)

test(
  'a command that prints 100 MB ends as any other, and the end of its output is kept',
  () =>
    withCommands(async ({ target, script }) => {
      script(
        'deploy',
        `const { writeSync } = require('node:fs'); const line = Buffer.from(('x'.repeat(99) + '\\n').repeat(10_000))
      for (let written = 0; written < 100e6;) written += writeAll(line)
      function writeAll(all) { for (let at = 0; at < all.length;) { try { at += writeSync(1, all, at) } catch (error) { if (error.code !== 'EAGAIN') throw error } } return all.length }
      console.error('the end'); process.exit(1)`,
      )
      const outcome = await deploy(target, 'v1.0.0')
      expect(outcome).toMatchObject({ kind: 'failed', logTail: expect.stringMatching(/the end$/) })
      expect(JSON.stringify(outcome).length).toBeLessThan(20_000)
    }),
  120_000,
)

test.each([
  ['is not executable', 'noexec', './noexec is not executable: allow that with chmod \\+x'],
  ['does not exist', 'missing', './missing does not exist'],
])('a command that %s is told in one sentence, and nothing was changed', (_, name, sentence) =>
  withCommands(
    async ({ target, script }) => {
      script('noexec', '', 0o644)
      expect(await deploy(target, 'v1.0.0')).toMatchObject({
        kind: 'failed',
        reason: expect.stringMatching(
          new RegExp(`^The deploy command of payments in staging cannot start: ${sentence}.* Nothing was changed\\.$`),
        ),
      })
    },
    { commands: { deploy: [`./${name}`] } },
  ),
)

test('a program that is nowhere on the path is told so', () =>
  withCommands(
    async ({ target }) => {
      expect(await deploy(target, 'v1.0.0')).toMatchObject({
        reason: expect.stringContaining('is not on the PATH of the bot'),
      })
    },
    { commands: { deploy: ['no-such-program-here'] } },
  ))

/** Waits until a file is there. */
const HOLDS =
  "require('node:fs').appendFileSync('ran', 'x'); setInterval(() => require('node:fs').existsSync('go') && process.exit(0), 20)"

test(
  'while a command of another task still runs there, none is started',
  () =>
    withCommands(async ({ target, another, script, folder }) => {
      script('deploy', HOLDS)
      const lost = new AbortController()
      const first = deploy(target, 'v1.0.0', {}, { signal: lost.signal })
      await expect.poll(() => existsSync(join(folder, 'ran')), { timeout: 60_000 }).toBe(true)
      lost.abort(new HandedOverError('given up'))
      await expect(first).rejects.toThrow(HandedOverError)
      const other = { task: 'TASK-2', run: 'r2', fencingToken: 2 } as const
      expect(await deploy(another(), 'v1.1.0', other)).toMatchObject({
        reason: 'The deploy command of TASK-1 still runs for payments in staging; this task changed nothing.',
        nextStep: expect.stringMatching(/at \d\d:\d\d UTC at the latest/),
      })
      writeFileSync(join(folder, 'go'), '')
      expect(await deploy(another(), 'v1.0.0', { fencingToken: 3, since: new Date().toISOString() })).toMatchObject({
        kind: 'done',
      })
      expect(readFileSync(join(folder, 'ran'), 'utf8')).toBe('x')
    }),
  120_000,
)

test('a task of another database with the same number runs as a new one', () =>
  withCommands(async ({ target, another, ran }) => {
    await deploy(target, 'v1.0.0')
    await deploy(another(), 'v1.1.0', { run: 'of another log', fencingToken: 2 })
    expect(ran()).toHaveLength(2)
  }))
