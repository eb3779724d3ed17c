import { expect, test } from 'vitest'
import { type LogQuery, linesWanted } from '../../src/domain/log-lines.ts'
import { plainLog } from '../../src/domain/plain-log.ts'
import { createRedactor } from '../../src/domain/redact.ts'
import { readServiceLog } from '../../src/queries/service-log.ts'

const KEY = [
  '-----BEGIN PRIVATE KEY-----',
  ...Array.from(
    { length: 30 },
    (_, line) => `MIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSjAgEAAoIBAQ${String(line).padStart(4, '0')}/abcd`,
  ),
  '-----END PRIVATE KEY-----',
]

async function shown(written: readonly string[], query: Partial<LogQuery>): Promise<string> {
  const all = written.map((text) => ({ text }))
  const logs = { lines: async (_: string, __: string, asked: LogQuery) => linesWanted(all, asked, false) }
  const where = { service: 'payments', environment: 'staging' }
  const whole = { count: 40, words: [], ...query }
  const { lines } = await readServiceLog(logs, where, whole, createRedactor(['hunter2-value']))
  return lines.map(({ text }) => text).join('\n')
}

test.each<[string, Partial<LogQuery>]>([
  ['the last lines', { count: 10 }],
  ['lines with words of it', { words: ['/'] }],
  ['lines with another word of it', { words: ['MIIE'] }],
])('no part of a key is shown, whichever lines are asked for: %s', async (_, query) => {
  expect(await shown(['starting', ...KEY, 'ready'], query)).not.toContain('MIIE')
})

test('a key of one instance is known among the lines that another writes', async () => {
  const all = KEY.flatMap((text) => [
    { text, instance: 'pod-a' },
    { text: '{"level":"info"}', instance: 'pod-b' },
  ])
  const logs = { lines: async (_: string, __: string, asked: LogQuery) => linesWanted(all, asked, false) }
  const where = { service: 'payments', environment: 'staging' }
  const { lines } = await readServiceLog(logs, where, { count: 100, words: [] }, createRedactor([]))
  expect(lines[0]).toEqual({ text: '[secret]', instance: 'pod-a' })
  expect(lines.filter(({ instance }) => instance === 'pod-b')).toHaveLength(KEY.length)
  expect(JSON.stringify(lines)).not.toContain('MIIE')
})

test('no word of a secret finds its line', async () => {
  const written = ['password is hunter2-value', 'ready']
  expect(await shown(written, { words: ['hunter2-v'] })).toBe('')
  expect(await shown(written, { words: ['password'] })).toBe('password is [secret]')
})

test('an endless line is cut, and holds up nobody', () => {
  expect(plainLog(`a${' '.repeat(200_000)}b`).length).toBeLessThanOrEqual(4_000)
})

test('escapes, rewritten lines and what turns the direction of writing are taken out', () => {
  expect(plainLog('\u001b[31mred\u001b[0m\r\n10 %\r100 %\nleft\u202Eright\u0007 ')).toBe('red\n100 %\nleftright')
})
