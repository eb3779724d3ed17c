import { expect, test } from 'vitest'
import { seenEvent } from '../../src/queries/log/seen-event.ts'

const row = (type: string, data: object) => ({
  ...{
    position: 7,
    id: 'e7',
    at: '2026-11-30T10:00:00.000Z',
    stream: 'login-1',
    version: 1,
    type,
    data: JSON.stringify(data),
  },
  ...{ actor: 'terminal:you', correlationId: 'c1', causationId: null, hash: null },
})

test.each(['token.created', 'login.offered', 'login.opened', 'person.link.offered'])(
  '%s shows nothing by which a secret is recognised',
  (type) => {
    const seen = seenEvent(row(type, { login: '1', hash: 'a'.repeat(64), csrfHash: 'b'.repeat(64) }), undefined)
    expect(seen).toMatchObject({ type, data: { login: '1' } })
    expect(JSON.stringify(seen)).not.toMatch(/hash/i)
  },
)

test('the hash of what a change rests on is no secret', () => {
  const seen = seenEvent(row('change.evidence.gathered', { change: 'CHG-1', hash: 'c0ffee' }), undefined)
  expect(seen.data).toEqual({ change: 'CHG-1', hash: 'c0ffee' })
})
