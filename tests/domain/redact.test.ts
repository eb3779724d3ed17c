import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createRedactor, redactSecrets } from '../../src/domain/redact.ts'

/** What could be a password; nothing that is part of the mark itself. */
const secret = fc.string({ minLength: 4, maxLength: 40, unit: 'binary' }).filter((text) => !'[secret]'.includes(text))

test('a configured secret never survives, whatever stands around it', () => {
  fc.assert(
    fc.property(
      fc.array(secret, { minLength: 1, maxLength: 3 }),
      fc.string(),
      fc.string(),
      (secrets, before, after) => {
        const [first = ''] = secrets
        expect(redactSecrets(`${before}${first}${after}`, secrets)).not.toContain(first)
      },
    ),
  )
})

test('a configured secret does not survive inside JSON, nor inside JSON that is a string of JSON', () => {
  fc.assert(
    fc.property(secret, fc.string(), (value, around) => {
      const once = JSON.stringify({ note: `${around} ${value}` })
      const twice = JSON.stringify({ line: once })
      expect(redactSecrets(once, [value])).not.toContain(inJson(value))
      expect(redactSecrets(twice, [value])).not.toContain(inJson(inJson(value)))
    }),
  )
})

const inJson = (text: string): string => JSON.stringify(text).slice(1, -1)

test.each([
  ['a Slack bot token', 'sent with xoxb-12345678901-abcdefGHIJKL', 'sent with [secret]'],
  ['a Slack app token', 'xapp-1-A111-222-abcdef', '[secret]'],
  ['a GitHub token', 'clone https://ghp_abcdefghijklmnopqrstuvwxyz0123456789 now', 'clone https://[secret] now'],
  ['an AWS key id', 'key AKIAIOSFODNN7EXAMPLE used', 'key [secret] used'],
  ['an AWS secret key', 'AWS_SECRET_ACCESS_KEY=wJalrXUtnFEMI/K7MDENG', 'AWS_SECRET_ACCESS_KEY=[secret]'],
  ['a bearer header', 'authorization: Bearer abc.def-ghi', 'authorization: Bearer [secret]'],
  ['a password setting', 'password=hunter2 user=ana', 'password=[secret] user=ana'],
  ['a password in JSON', '{"password": "hunter2", "user": "ana"}', '{"password": "[secret]", "user": "ana"}'],
  ['a password in a URL', 'postgres://bot:hunter2@db/main', 'postgres://bot:[secret]@db/main'],
  ['an OpenAI key', 'sk-proj-abcdefghijklmnopqrst', '[secret]'],
  ['a private key, even one cut off', 'key: -----BEGIN RSA PRIVATE KEY-----\nMIIE\nabc', 'key: [secret]'],
])('%s is left out', (_what, text, expected) => {
  expect(redactSecrets(text, [])).toBe(expected)
})

test.each([
  'SyntaxError: unexpected token: end of input',
  'deploy billionmail v1.1.0 to production at 10:32',
  'commit 4f2a9c1d8e7b6a5f4e3d2c1b0a9f8e7d6c5b4a39',
  'http://127.0.0.1:8080/health?service=mail',
  'npm warn deprecated glob@7.2.3',
])('"%s" says nothing secret and stays as it is', (text) => {
  expect(redactSecrets(text, ['hunter2'])).toBe(text)
})

test('a secret that begins with another one goes whole', () => {
  expect(redactSecrets('token abcd1234 and abcd', ['abcd', 'abcd1234'])).toBe('token [secret] and [secret]')
})

test('signs of regular expressions in a secret stand for themselves', () => {
  expect(redactSecrets('a.*b and axxb', ['a.*b'])).toBe('[secret] and axxb')
})

test('redacting twice changes nothing more', () => {
  const redact = createRedactor(['hunter2'])
  const once = redact('password=hunter2 token: abcdefghijklmnop Bearer abcdefghij')
  expect(redact(once)).toBe(once)
})

test('what is made to keep the search busy does not', () => {
  const hostile = ['a.'.repeat(100_000), 'eyJaaaaaaaaaa-'.repeat(20_000), 'token'.repeat(40_000), '://'.repeat(60_000)]
  for (const text of hostile) expect(redactSecrets(text, [])).toHaveLength(text.length)
})
