import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createRedactor, redactSecrets } from '../../src/domain/redact.ts'

/** Everything that ends up in the mark anyway, and what an ordinary word is, is not looked for. */
const notInTheMark = (text: string): boolean => !'[secret]'.includes(text) && !text.includes('[secret]')
const long = fc
  .string({ minLength: 8, maxLength: 40, unit: 'binary' })
  .filter((text) => /[^\p{L}]/u.test(text) && notInTheMark(text))
const short = fc
  .string({ minLength: 4, maxLength: 7, unit: fc.constantFrom(...'abcXYZ019!#$.-_') })
  .filter((text) => /[\d!#$.-]/.test(text) && notInTheMark(text))

test('a configured secret of eight characters and more never survives, whatever stands around it', () => {
  fc.assert(
    fc.property(fc.array(long, { minLength: 1, maxLength: 3 }), fc.string(), fc.string(), (secrets, before, after) => {
      const [first = ''] = secrets
      expect(redactSecrets(`${before}${first}${after}`, secrets)).not.toContain(first)
    }),
  )
})

test('a shorter one does not where it stands alone', () => {
  const around = fc.constantFrom('', ' ', '\n', '"', "'", ':', '=', '/', '@', ', ', '(', ')')
  fc.assert(
    fc.property(short, around, around, (value, before, after) => {
      expect(redactSecrets(`said ${before}${value}${after}`, [value])).not.toContain(value)
    }),
  )
})

/** How a secret gets into a text without being written as it is. */
const ENCODINGS: Readonly<Record<string, (value: string) => string>> = {
  'as it is': (value) => value,
  JSON: inJson,
  'JSON in JSON': (value) => inJson(inJson(value)),
  'a URL': encodeURIComponent,
  'a form': (value) => new URLSearchParams({ v: value }).toString().slice(2),
  hex: (value) => Buffer.from(value).toString('hex'),
  HEX: (value) => Buffer.from(value).toString('hex').toUpperCase(),
  'hex with colons': (value) =>
    Buffer.from(value)
      .toString('hex')
      .replace(/..(?=.)/g, '$&:'),
  base64: (value) => Buffer.from(value).toString('base64').replace(/=+$/, ''),
  base64url: (value) => Buffer.from(value).toString('base64url'),
}
function inJson(text: string): string {
  return JSON.stringify(text).slice(1, -1)
}
const ascii = fc.string({ minLength: 8, maxLength: 60 }).filter((text) => /[^A-Za-z]/.test(text) && notInTheMark(text))

test.each(Object.entries(ENCODINGS))('a configured secret does not survive as %s', (_, encoded) => {
  fc.assert(
    fc.property(ascii, fc.string(), (value, around) => {
      expect(redactSecrets(`${around} ${encoded(value)}`, [value])).not.toContain(encoded(value))
    }),
  )
})

test('nor in base64 of something longer, wherever in it it begins', () => {
  fc.assert(
    fc.property(
      ascii,
      fc.string(),
      fc.string(),
      fc.constantFrom('base64', 'base64url'),
      (value, before, after, kind) => {
        const whole = Buffer.from(`${before}${value}${after}`).toString(kind)
        const redacted = redactSecrets(whole, [value])
        expect(redacted).toContain('[secret]')
        for (const part of redacted.split('[secret]')) expect(decodedAnyhow(part).join('\n')).not.toContain(value)
      },
    ),
  )
})

/** A part of a text in base64 may begin at any of four digits. */
const decodedAnyhow = (part: string): readonly string[] =>
  [0, 1, 2, 3].map((skip) => Buffer.from(part.slice(skip), 'base64').toString('latin1'))

test('nor broken into lines, anyhow indented or quoted, as it is or encoded', () => {
  const breaks = fc.constantFrom('\n', '\r\n', '\n    ', '\n\t', '\n> ', '\\n', '\\\n')
  fc.assert(
    fc.property(
      fc.string({ minLength: 10, maxLength: 60, unit: fc.constantFrom(...'abcdefXYZ0123456789-_.!') }),
      fc.constantFrom(...Object.values(ENCODINGS)),
      fc.integer({ min: 1, max: 59 }),
      breaks,
      (value, encoded, at, lineBreak) => {
        fc.pre(/[\d-]/.test(value))
        const text = encoded(value)
        const cut = at % text.length || 1
        const redacted = redactSecrets(`key: ${text.slice(0, cut)}${lineBreak}${text.slice(cut)} end`, [value])
        // Base64 ends in a digit that is shared with what follows.
        expect(redacted).toMatch(/^key: \[secret\].{0,7} end$/s)
      },
    ),
  )
})

test('nor with colours or with what takes no room between its letters, nor in wide letters', () => {
  const between = fc.constantFrom('\u200b', '\u200d', '\ufeff', '\u00ad', '\u2060', '\x1b[31m', '\x1b[0m', '\\u001b[1m')
  const value = fc.string({ minLength: 8, maxLength: 30, unit: fc.constantFrom(...'abcXYZ0123456789-_') })
  fc.assert(
    fc.property(value, fc.integer({ min: 1, max: 7 }), between, (secret, at, unseen) => {
      fc.pre(/[\d-]/.test(secret))
      const texts = [secret.slice(0, at) + unseen + secret.slice(at), wide(secret)]
      for (const text of texts)
        expect(redactSecrets(`it is ${text}, she said`, [secret])).toBe('it is [secret], she said')
    }),
  )
})

const wide = (text: string): string =>
  text.replace(/[!-~]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) + 0xfee0))

test.each([
  ['shipmate', 'shipmate deploy failed: the shipmate container is unhealthy'],
  ['mail', 'billionmail sent a mail'],
  ['Secret', 'Secret scanning is on'],
  ['ADMIN', 'ADMIN and admin are roles'],
  ['post1', 'post10 of post12 sent'],
])('the ordinary password "%s" blots out no ordinary words', (password, text) => {
  expect(redactSecrets(text, [password])).toBe(text)
})

test.each([
  ['password=shipmate', 'password=[secret]'],
  ['postgres://bot:shipmate@db/main', 'postgres://bot:[secret]@db/main'],
  ['{"password":"shipmate"}', '{"password":"[secret]"}'],
  ['mysql -u root -pshipmate shop', 'mysql -u root -p[secret] shop'],
  ['authorization: Basic c2hpcG1hdGU6c2hpcG1hdGU=', 'authorization: Basic [secret]'],
])('an ordinary password is left out where it is one: %s', (text, expected) => {
  expect(redactSecrets(text, ['shipmate'])).toBe(expected)
})

test('a secret that begins with another one goes whole', () => {
  expect(redactSecrets('token abcd1234 and abc1', ['abc1', 'abcd1234'])).toBe('token [secret] and [secret]')
})

test('signs of regular expressions in a secret stand for themselves', () => {
  expect(redactSecrets('a.*b and axxb', ['a.*b'])).toBe('[secret] and axxb')
})

test('redacting twice changes nothing more', () => {
  const redact = createRedactor(['hunter2'])
  const once = redact('password=hunter2 token: abcdefghijklmnop Bearer abcdefghij')
  expect(redact(once)).toBe(once)
})
