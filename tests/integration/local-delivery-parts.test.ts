import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { createServiceLogs } from '../../adapters/deploy/local/service-logs.ts'
import { hostPaths } from '../../adapters/local-host/host/host-paths.ts'
import type { Instance } from '../../adapters/local-host/host/host-protocol.ts'
import { GRACE_MS, nextAction, restartPauseMs, SOUND_AFTER_MS } from '../../adapters/local-host/host/supervise.ts'
import { childEnvironment } from '../../adapters/process/child-environment.ts'
import { tryLock } from '../../adapters/process/lock-file.ts'
import { logTail, readLogTail } from '../../adapters/process/log-tail.ts'
import { withoutPasswords } from '../../adapters/source/git/git.ts'
import { readServiceLog } from '../../src/queries/service-log.ts'

const NOW = new Date('2026-05-01T12:00:00Z')

test('a log is read from a whole line on, so that half a secret at the cut is not taken for a word', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'shipmate-log-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const redact = (text: string): string => text.replaceAll('hunter2-hunter2', '[secret]')
  const read = async (text: string): Promise<string | undefined> => {
    const path = join(folder, 'log')
    writeFileSync(path, text)
    return readLogTail(path, redact)
  }
  // The last 64 KB begin in the middle of the secret.
  const ending = (rest: string): string => `hunter2-hunter2${rest.slice(0, 64 * 1024 - 7)}`
  const lines = '\nnpm error'.repeat(10_000)
  expect(await read(ending(lines))).not.toContain('hunter2')
  expect(await read(ending(' npm error'.repeat(10_000)))).not.toContain('hunter2')
  expect(await read(`it says hunter2-hunter2${lines}`.slice(0, 100))).toContain('[secret]')
})

test('an instance that drains is asked to end when its last request is answered or its time is over', () => {
  const draining = instance({ role: 'retiring', drainUntil: after(1_000) })
  expect(nextAction(draining, { running: true, inFlight: 1, now: NOW })).toBe('none')
  expect(nextAction(draining, { running: true, inFlight: 0, now: NOW })).toBe('terminate')
  expect(nextAction(draining, { running: true, inFlight: 1, now: new Date(after(1_000)) })).toBe('terminate')
})

test('an instance that does not end when asked is killed, once ended it is noted, then forgotten', () => {
  const asked = instance({ role: 'retiring', terminatedAt: NOW.toISOString() })
  expect(nextAction(asked, { running: true, inFlight: 0, now: NOW })).toBe('none')
  expect(nextAction(asked, { running: true, inFlight: 0, now: new Date(after(GRACE_MS)) })).toBe('kill')
  expect(nextAction(asked, { running: false, inFlight: 0, now: NOW })).toBe('note-exit')
  expect(nextAction({ ...asked, process: undefined }, { running: false, inFlight: 0, now: NOW })).toBe('forget')
})

test('only a serving instance is started again, after pauses that grow to a bound', () => {
  const ended = { process: undefined, lastExit: { at: NOW.toISOString(), how: 'ended' }, restartAt: after(500) }
  const facts = { running: false, inFlight: 0, now: NOW }
  expect(nextAction(instance({ ...ended, role: 'candidate' }), facts)).toBe('none')
  expect(nextAction(instance({ ...ended, role: 'paused' }), facts)).toBe('none')
  expect(nextAction(instance({ ...ended, role: 'serving' }), facts)).toBe('none')
  expect(nextAction(instance({ ...ended, role: 'serving' }), { ...facts, now: new Date(after(500)) })).toBe('start')
  expect([1, 2, 3, 20].map(restartPauseMs)).toEqual([500, 1_000, 2_000, 30_000])
})

test('an instance that has run for a while after a crash counts as sound', () => {
  const crashed = instance({ role: 'serving', crashes: 3, startedAt: NOW.toISOString() })
  expect(nextAction(crashed, { running: true, inFlight: 9, now: new Date(after(SOUND_AFTER_MS)) })).toBe(
    'count-as-sound',
  )
})

test('the end of a log is plain, short, and without secrets', () => {
  const text = [
    'too early',
    ...Array.from({ length: 198 }, (_, line) => `line ${line}`),
    '\u001b[32mgreen\u001b[0m \u202Ereversed\u0007',
    `10 %\r50 %\r100 % with xoxb-secret ${'x'.repeat(1_000)}`,
  ].join('\r\n')
  const lines = logTail(text, (line) => line.replace('xoxb-secret', '[secret]'))?.split('\n') ?? []
  expect(lines).toHaveLength(200)
  expect(lines[0]).toBe('line 0')
  expect(lines[198]).toBe('green reversed')
  expect(lines[199]).toMatch(/^100 % with \[secret\] x+…$/)
  expect(lines[199]?.length).toBe(300)
  expect(logTail('', (line) => line)).toBeUndefined()
  expect(Buffer.byteLength(logTail(`${'ä'.repeat(299)}\n`.repeat(80), (line) => line) ?? '')).toBeLessThanOrEqual(
    16_384,
  )
})

test('a service finds the programs of its machine, then the Node of the bot, and none that npm has put there for the bot', () => {
  const before = process.env.PATH
  onTestFinished(() => {
    process.env.PATH = before
  })
  const gyp = '/srv/bot/node_modules/npm/node_modules/@npmcli/run-script/lib/node-gyp-bin'
  process.env.PATH = ['/srv/bot/node_modules/.bin', '/srv/node_modules/.bin', gyp, '/usr/local/bin', '/usr/bin'].join(
    ':',
  )
  const node = dirname(process.execPath)
  expect(childEnvironment().PATH).toBe(`/usr/local/bin:/usr/bin:${node}`)
})

test('a lock is held by one, and taken over from a process that has ended', () => {
  const folder = mkdtempSync(join(tmpdir(), 'shipmate-'))
  try {
    const path = join(folder, 'lock')
    const held = tryLock(path)
    expect(held).toBeDefined()
    expect(tryLock(path)).toBeUndefined()
    held?.release()
    writeFileSync(path, JSON.stringify({ pid: process.pid, startedAt: 'in another life' }))
    const taken = tryLock(path)
    expect(taken).toBeDefined()
    expect(tryLock(path)).toBeUndefined()
    taken?.release()
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
})

test('a folder too deep for a unix socket gets a short path of its own', () => {
  expect(hostPaths('/data').socket).toBe('/data/local-host/socket')
  const [one, other] = ['a', 'b'].map((name) => hostPaths(`/${name.repeat(200)}`).socket)
  expect(Buffer.byteLength(one ?? '')).toBeLessThan(100)
  expect(one).not.toBe(other)
})

test('what people read of a URL has no password in it', () => {
  expect(withoutPasswords("fatal: 'https://me:hunter2@example.com/mail.git' not found")).not.toContain('hunter2')
})

test('the log of the instance that users reach is read without secrets, and of no other', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'shipmate-logs-'))
  const logOf = (id: string, text: string): string => {
    writeFileSync(join(folder, id), text)
    return join(folder, id)
  }
  try {
    const serving = instance({ id: 'one', log: logOf('one', '\u001b[31mup\u001b[0m\nkey hunter2 refused\n') })
    const other = instance({ id: 'two', role: 'candidate', log: logOf('two', 'not yet') })
    const route = { service: 'mail', environment: 'staging', publicPort: 1, token: 1, instance: 'one' }
    const state = async () => ({ instances: [other, serving], routes: [route] })
    const logs = createServiceLogs({ state })
    const redact = (text: string): string => text.replaceAll('hunter2', '[secret]')
    const read = (environment: string) =>
      readServiceLog(logs, { service: 'mail', environment }, { count: 40, words: [] }, redact)
    expect(await read('staging')).toEqual({ lines: [{ text: 'up' }, { text: 'key [secret] refused' }], isCut: false })
    expect(await read('production')).toEqual({ lines: [], isCut: false })
  } finally {
    rmSync(folder, { recursive: true })
  }
})

test('of a log with times, older lines are left out, and a line without one has that of the line before it', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'shipmate-logs-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const log = join(folder, 'one')
  const lines = [
    '2026-03-02T08:00:00Z old',
    '2026-03-02T09:00:00.5Z new',
    '  at its stack',
    '{"time":1772442060000,"msg":"json"}',
  ]
  writeFileSync(log, lines.join('\n'))
  const serving = instance({ id: 'one', log })
  const route = { service: 'mail', environment: 'staging', publicPort: 1, token: 1, instance: 'one' }
  const logs = createServiceLogs({ state: async () => ({ instances: [serving], routes: [route] }) })
  const query = { since: '2026-03-02T08:30:00Z', count: 40, words: [] }
  const found = await logs.lines('mail', 'staging', query, new AbortController().signal)
  expect(found.lines.map(({ at }) => at)).toEqual([
    '2026-03-02T09:00:00.500Z',
    '2026-03-02T09:00:00.500Z',
    '2026-03-02T09:01:00.000Z',
  ])
})

function instance(changes: Partial<Instance>): Instance {
  return {
    id: 'mail.staging.TASK-1',
    task: 'TASK-1',
    service: 'mail',
    environment: 'staging',
    release: { sha: '0'.repeat(40), version: 'v1' },
    folder: '/releases',
    command: ['node'],
    drainSeconds: 1,
    log: '/log',
    crashes: 0,
    role: 'serving',
    process: { pid: 1, startedAt: 'then' },
    ...changes,
  }
}

function after(ms: number): string {
  return new Date(NOW.getTime() + ms).toISOString()
}
