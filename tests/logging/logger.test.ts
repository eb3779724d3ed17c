import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { createLogger } from '../../adapters/logging/logger.ts'

function logTo(secrets: readonly string[], level = 'info') {
  const folder = mkdtempSync(join(tmpdir(), 'shipmate-log-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  const file = join(folder, 'logs', 'shipmate.log')
  const log = createLogger({ level, file, secrets })
  return { log, file, text: () => readFileSync(file, 'utf8') }
}

test('a secret is in no line, wherever it is: message, field, error, its cause or what a child carries', () => {
  const { log, text } = logTo(['hun"ter2'])
  log.info({ note: 'hun"ter2', deep: { text: ['hun"ter2'] } }, 'said hun"ter2')
  log.error({ err: new Error('refused hun"ter2', { cause: new Error('because hun"ter2') }) })
  log.child({ of: 'hun"ter2' }).warn('x')
  const lines = text().trim().split('\n')
  expect(lines).toHaveLength(3)
  for (const line of lines) {
    expect(JSON.stringify(JSON.parse(line))).not.toContain('ter2')
    expect(line).toContain('[secret]')
  }
})

test('keys that hold secrets are left out, and so is what has the shape of one, while lines stay JSON', () => {
  const { log, text } = logTo([])
  log.info({ token: 'abc', a: { b: { authorization: 'abc', password: 'abc' } }, url: 'http://x:', mail: 'y@z' })
  log.info('token xoxb-12345678901-abcdef, db postgres://bot:pw@db, -----BEGIN PRIVATE KEY-----\nabc')
  const [first = '', second = ''] = text().trim().split('\n')
  expect(JSON.parse(first)).toMatchObject({
    token: '[secret]',
    a: { b: { authorization: '[secret]', password: '[secret]' } },
    url: 'http://x:',
    mail: 'y@z',
  })
  expect(JSON.parse(second).msg).toBe('token [secret], db postgres://bot:[secret]@db, [secret]')
})

test('lines say when and how grave, and what is below the level is not written', () => {
  const { log, text } = logTo([], 'warn')
  log.info('quiet')
  log.warn({ correlationId: 'c1' }, 'loud')
  expect(JSON.parse(text())).toMatchObject({
    level: 'warn',
    msg: 'loud',
    correlationId: 'c1',
    time: expect.stringMatching(/^\d{4}-.*Z$/),
  })
})

test('only the owner may read the file, and enter the folder that is made for it', () => {
  const { log, file } = logTo([])
  log.info('x')
  expect(statSync(file).mode & 0o777).toBe(0o600)
  expect(statSync(dirname(file)).mode & 0o777).toBe(0o700)
})

test('a log on a full disk ends nobody, and is said once', () => {
  const lost: Error[] = []
  const log = createLogger({ level: 'info', file: '/dev/full', secrets: [], onLost: (error) => lost.push(error) })
  for (let line = 0; line < 20_000; line++) log.info({ line, filler: 'x'.repeat(100) }, 'nowhere to go')
  expect(lost).toMatchObject([{ code: 'ENOSPC' }])
})
