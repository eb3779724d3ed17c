import fc from 'fast-check'
import stringWidth from 'string-width'
import { expect, test } from 'vitest'
import { oneLine, plainText } from '../../adapters/chat/terminal/plain-text.ts'
import { renderCard } from '../../adapters/chat/terminal/render-card.ts'
import type { Block, Card } from '../../src/domain/card.ts'

test('colours of a log line disappear', () => {
  expect(plainText('\u001b[1;31merror:\u001b[0m no such file')).toBe('error: no such file')
})

test('a sequence that would move, clear or answer is shown and not obeyed', () => {
  expect(plainText('a\u001b[2Jb')).toBe('a␛[2Jb')
  expect(plainText('a\u009b5Ab')).toBe('a�5Ab')
  expect(plainText('a\u001bPq#0;2;0;0;0\u001b\\b')).toBe('a␛Pq#0;2;0;0;0␛\\b')
  expect(plainText('bell\u0007 back\b nul\0 del\u007f')).toBe('bell␇ back␈ nul␀ del␡')
})

test('a window title or link set by a log line disappears', () => {
  expect(plainText('\u001b]0;root@prod\u0007ok \u001b]8;;http://x\u001b\\link\u001b]8;;\u001b\\')).toBe('ok link')
})

test('a carriage return cannot paint over what came before it', () => {
  expect(plainText('production\rstaging   ')).toBe('production\nstaging   ')
  expect(oneLine('one\r\ntwo\u2028three')).toBe('one two three')
})

test('text is shown in the order in which it is stored, and nothing in it is invisible', () => {
  expect(plainText('pay\u200bments\u202e gnp.exe\u2066\ufeff\u00ad\u{e0041}')).toBe('payments gnp.exe')
})

test('marks cannot be piled up over other lines', () => {
  expect(plainText(`Z${'\u0301'.repeat(50)}`)).toBe(`Z${'\u0301'.repeat(4)}`)
})

test('letters of every script, emoji and tabs come through', () => {
  expect(plainText('Grüße, 東京, שלום, مرحبا, 🚢\tok')).toBe('Grüße, 東京, שלום, مرحبا, 🚢    ok')
})

const hostileBits = fc.constantFrom(
  ...['\u001b[2J', '\u001b[31m', '\u001b]0;t\u0007', '\u009b1A', '\r', '\n', '\t', '\b', '\u202e', '\u200d', '\u200b'],
  ...[
    '\ufe0f',
    '👩‍👩‍👧',
    '❤️',
    '🇩🇪',
    '日本',
    'e\u0301\u0302\u0303\u0304\u0305',
    '\ud800',
    '\u2028',
    '\u3164',
    '１',
    'ｶﾞ',
    'กำ',
  ],
)
const text = fc
  .array(fc.oneof(hostileBits, fc.string({ unit: 'binary', maxLength: 12 }), fc.string({ maxLength: 40 })), {
    maxLength: 6,
  })
  .map((parts) => parts.join(''))
const few = { maxLength: 4 }
const block: fc.Arbitrary<Block> = fc.oneof(
  fc.record({ kind: fc.constant('text'), text }),
  fc.record({ kind: fc.constant('code'), text }),
  fc.record({ kind: fc.constant('fields'), fields: fc.array(fc.record({ label: text, value: text }), few) }),
  fc.record({ kind: fc.constant('table'), columns: fc.array(text, few), rows: fc.array(fc.array(text, few), few) }),
  fc.record({
    kind: fc.constant('progress'),
    steps: fc.array(fc.record({ label: text, state: fc.constantFrom('done', 'active', 'pending', 'failed') }), few),
  }),
  fc.record({
    kind: fc.constant('buttons'),
    buttons: fc.array(
      fc.record({ id: fc.string(), label: text, style: fc.constantFrom('primary', 'danger', 'plain') }),
      few,
    ),
  }),
)
const anyCard: fc.Arbitrary<Card> = fc.record({
  title: text,
  tone: fc.constantFrom('neutral', 'progress', 'success', 'warning', 'danger'),
  mention: text.map((name) => `terminal:${name}`),
  blocks: fc.array(block, few),
  footnote: text,
})

test('whatever a card says, no control character of it survives and no line is wider than asked for', () => {
  fc.assert(
    fc.property(anyCard, fc.integer({ min: 24, max: 120 }), (card, width) => {
      for (const line of renderCard(card, { width, colour: false, firstChoice: 1 }).lines) {
        expect(line).not.toMatch(/[\p{Control}\p{Format}\u2028\u2029]/u)
        expect(stringWidth(line)).toBeLessThanOrEqual(width)
        expect(line).toMatch(/^┃/)
      }
    }),
    { numRuns: 400 },
  )
})

test('with colour, only the codes that set and unset a style are written', () => {
  fc.assert(
    fc.property(anyCard, (card) => {
      const drawn = renderCard(card, { width: 60, colour: true, firstChoice: 1 }).lines.join('')
      // biome-ignore lint/suspicious/noControlCharactersInRegex: the codes are what this takes away
      expect(drawn.replace(/\u001b\[(?:[12]|22|3[1236]|39|90)m/g, '')).not.toMatch(/\p{Control}/u)
    }),
    { numRuns: 200 },
  )
})
