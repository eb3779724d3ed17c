import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createCommandRunner } from '../../adapters/commands/command-runner.ts'
import type { CommandOrder } from '../../src/ports/command-runner.ts'
import { HandedOverError } from '../../src/ports/deployer.ts'

let folder: string
let count = 0

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'commands-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const config = () => ({
  ...{ notes: join(folder, 'notes'), folders: join(folder, 'work'), confinement: { kind: 'none' } as const },
  redact: (text: string) => text.replaceAll('s3cret', '[secret]'),
})
const runner = () => createCommandRunner(config())

/** A small program of Node's. */
function order(program: string, more: Partial<CommandOrder> = {}): CommandOrder {
  const env = { OUT: join(folder, `out-${++count}`) }
  return {
    ...{
      task: `TASK-${count}`,
      run: `TASK-${count}-k`,
      step: 'a',
      attempt: 1,
      timeoutMs: 60_000,
      repeatable: false,
      env,
    },
    command: ['node', '-e', program],
    ...more,
  }
}
const never = (): AbortSignal => new AbortController().signal
const WRITES = "require('fs').appendFileSync(process.env.OUT, 'x');"
const written = ({ env }: CommandOrder): string =>
  existsSync(env.OUT ?? '') ? readFileSync(env.OUT ?? '', 'utf8') : ''

test('a command ends with its code, the end of its output and what it says of itself, without secrets', async () => {
  const told =
    "console.log('name=backup-7 s3cret'); console.log(JSON.stringify({size: 3, deep: {}})); console.error('s3cret'); process.exit(3)"
  expect(await runner().runCommand(order(told), never())).toEqual({
    kind: 'ended',
    exitCode: 3,
    tail: expect.stringMatching(/^(?!.*s3cret).*\[secret\]/s),
    outputs: { name: 'backup-7 [secret]', size: '3' },
  })
})

test('no shell reads an argument, and nothing of the bot is in the environment', async () => {
  process.env.SLACK_BOT_TOKEN = 'xoxb-test'
  const program = "console.log('arg=' + process.argv[1]); console.log('token=' + process.env.SLACK_BOT_TOKEN)"
  const asked = order(program)
  const end = await runner().runCommand({ ...asked, command: [...asked.command, '--', '$(id) ; `x` "y"'] }, never())
  delete process.env.SLACK_BOT_TOKEN
  expect(end).toMatchObject({ outputs: { arg: '$(id) ; `x` "y"', token: 'undefined' } })
})

test('asked again for the same try, it tells the end and runs nothing; another try runs again', async () => {
  const asked = order(WRITES)
  expect((await runner().runCommand(asked, never())).kind).toBe('ended')
  expect((await runner().runCommand(asked, never())).kind).toBe('ended')
  expect(written(asked)).toBe('x')
  await runner().runCommand({ ...asked, attempt: 2 }, never())
  expect(written(asked)).toBe('xx')
  await runner().runCommand({ ...asked, run: `${asked.task}-of-another-database` }, never())
  expect(written(asked)).toBe('xxx')
})

test('a command outlives the process that started it, which is killed, and is found running', async () => {
  const asked = order(`${WRITES} setTimeout(() => console.log('late=yes'), 3000)`)
  const bot = spawn(process.execPath, ['-e', STARTS], {
    env: { ...process.env, CONFIG: JSON.stringify({ ...config(), redact: undefined }), ORDER: JSON.stringify(asked) },
    stdio: 'ignore',
  })
  await expect.poll(() => written(asked), { timeout: 60_000 }).toBe('x')
  bot.kill('SIGKILL')
  expect(await runner().runCommand(asked, never())).toMatchObject({
    kind: 'ended',
    exitCode: 0,
    outputs: { late: 'yes' },
  })
  expect(written(asked)).toBe('x')
}, 120_000)

const STARTS = `
import(${JSON.stringify(new URL('../../adapters/commands/command-runner.ts', import.meta.url).href)}).then(({ createCommandRunner }) =>
  createCommandRunner({ ...JSON.parse(process.env.CONFIG), redact: (text) => text })
    .runCommand(JSON.parse(process.env.ORDER), new AbortController().signal))`

test('a cancelled command is ended with everything that it has started', async () => {
  const child = "require('child_process').spawn('sleep', ['600'], {stdio: 'ignore'}).pid"
  const asked = order(`require('fs').writeFileSync(process.env.OUT, String(${child})); setInterval(() => {}, 1000)`)
  const controller = new AbortController()
  const running = runner().runCommand(asked, controller.signal)
  await expect.poll(() => written(asked), { timeout: 60_000 }).toMatch(/^\d+$/)
  controller.abort()
  expect(await running).toEqual({ kind: 'cancelled' })
  await expect.poll(() => isAlive(Number(written(asked))), { timeout: 60_000 }).toBe(false)
}, 120_000)

test('a command that has ended well before it is called off has ended well', async () => {
  const asked = order(WRITES)
  await runner().runCommand(asked, never())
  expect(await runner().runCommand(asked, AbortSignal.abort())).toMatchObject({ kind: 'ended', exitCode: 0 })
  expect(await runner().runCommand(order(WRITES), AbortSignal.abort())).toEqual({ kind: 'cancelled' })
})

test('a command that is handed over is left running, and whoever takes over gets its end', async () => {
  const waits = "setInterval(() => require('fs').existsSync(process.env.OUT + '-go') && process.exit(0), 20)"
  const asked = order(`${WRITES} ${waits}`)
  const lost = new AbortController()
  const first = runner().runCommand(asked, lost.signal)
  await expect.poll(() => written(asked), { timeout: 60_000 }).toBe('x')
  lost.abort(new HandedOverError('somebody else goes on'))
  await expect(first).rejects.toThrow(HandedOverError)
  const second = runner().runCommand(asked, never())
  writeFileSync(`${asked.env.OUT}-go`, '')
  expect(await second).toMatchObject({ kind: 'ended', exitCode: 0 })
  expect(written(asked)).toBe('x')
}, 120_000)

function isAlive(pid: number): boolean {
  try {
    return !/^\S+ \(.*\) Z/.test(readFileSync(`/proc/${pid}/stat`, 'utf8'))
  } catch {
    return false
  }
}

test('a command that takes too long is ended, and one that cannot start says so', async () => {
  const slow = order('setInterval(() => {}, 1000)', { timeoutMs: 500 })
  expect((await runner().runCommand(slow, never())).kind).toBe('timed-out')
  const missing = order('', { command: ['no-such-program-here'] })
  expect(await runner().runCommand(missing, never())).toMatchObject({
    kind: 'broken',
    how: expect.stringContaining('could not be started'),
  })
}, 120_000)

test('where supervisor and command are gone, nobody knows how it ended: it is lost, unless it may be repeated', async () => {
  for (const repeatable of [false, true]) {
    const hangsFirst = "if (require('fs').readFileSync(process.env.OUT, 'utf8') === 'x') setInterval(() => {}, 1000)"
    const asked = order(`${WRITES} ${hangsFirst}`, { repeatable })
    const running = runner().runCommand(asked, never())
    await expect.poll(() => written(asked), { timeout: 60_000 }).toBe('x')
    const begun = JSON.parse(readFileSync(join(folder, 'notes', `${asked.run}-a-1`, 'begun.json'), 'utf8'))
    process.kill(begun.supervisor.pid, 'SIGKILL')
    process.kill(-begun.leader.pid, 'SIGKILL')
    expect((await running).kind).toBe(repeatable ? 'ended' : 'lost')
    expect(written(asked)).toBe(repeatable ? 'xx' : 'x')
  }
}, 120_000)

test('what was noted of a run is found by its name, and removed when it is over', async () => {
  const notes = { ...config(), notes: join(folder, 'notes-of-runs') }
  const kept = createCommandRunner(notes)
  expect(await kept.noted()).toEqual([])
  const [over, open] = ['TASK-1-0123456789abcdef', 'TASK-10-0123456789abcdef']
  for (const step of ['a', 'b']) await kept.runCommand(order('', { run: over, step }), never())
  await kept.runCommand(order('', { run: open }), never())
  expect([...(await kept.noted())].sort()).toEqual([over, open])
  await kept.forget(over)
  expect(await kept.noted()).toEqual([open])
})
