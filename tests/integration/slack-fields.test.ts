import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Card, Field } from '../../src/domain/card.ts'
import { renderCard, renderTextOnly } from '../support/cards-in-slack.ts'

const AT = '2026-03-02T14:05:00.000Z'

function rendered(...fields: readonly Field[]) {
  const [first] = renderCard({
    tone: 'neutral',
    blocks: [{ kind: 'fields', fields }],
    moments: [{ text: '14:05 UTC', at: AT, shows: 'time' }],
  }).blocks
  return first
}

const SERVICE = { label: 'Service', value: 'billing' }

test('short facts stand side by side, with links and each reader’s own time', () => {
  const version = { label: 'Version', value: 'v1.0.0 → v1.1.0', url: 'https://github.example/acme/compare/v1...v2' }
  expect(rendered(SERVICE, version, { label: 'Expires', value: '14:05 UTC' })).toMatchObject({
    type: 'section',
    fields: [
      { text: '*Service*\nbilling' },
      { text: '*Version*\n<https://github.example/acme/compare/v1...v2|v1.0.0 → v1.1.0>' },
      { text: '*Expires*\n<!date^1772460300^{time}|14:05 UTC>' },
    ],
  })
})

test.each([
  ['bold', 'a *bold* name'],
  ['an emoji', 'done :100:'],
  ['italics', '_quiet_'],
  ['code', '`rm`'],
  ['a mention', '<!channel>'],
  ['an instant', '<!date^1^{time}|14:05 UTC>'],
  ['a long text', 'word '.repeat(20)],
  ['nothing', ''],
])('a field that could be read as %s is a line of rich text', (_, value) => {
  expect(rendered(SERVICE, { label: 'Reason', value })).toMatchObject({ type: 'rich_text' })
})

test('names with underscores, times and accents stay side by side', () => {
  for (const value of ['billing_api', 'at 14:05', 'Zoë Müller (@zoe.m)', '村上', '12 %'])
    expect(rendered(SERVICE, { label: 'By', value }), value).toMatchObject({ type: 'section' })
})

test('whatever a field says, what stands side by side holds no mark of Slack’s but the label’s', () => {
  const piece = fc.constantFrom(
    '*',
    '_',
    '~',
    '`',
    ':',
    '<',
    '>',
    '&',
    '|',
    '\n',
    ' ',
    'a',
    '1',
    'tada',
    '@here',
    '14:05 UTC',
  )
  const words = fc.array(piece, { maxLength: 8 }).map((pieces) => pieces.join(''))
  fc.assert(
    fc.property(words, words, (label, value) => {
      const block = rendered(SERVICE, { label, value })
      const shown = block?.type === 'section' ? (block.fields?.[1]?.text ?? '') : ''
      const [, own = '', said = ''] = /^\*(.*)\*\n(.*)$/s.exec(shown) ?? []
      for (const line of [own, said]) {
        const bare = line.replaceAll(/<!date\^1772460300\^\{time\}\|14:05 UTC>/g, '')
        expect(bare).not.toMatch(/[*~`<>&|\n]|:.+:|(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/u)
      }
    }),
    { numRuns: 500 },
  )
})

test('without blocks, instants are still each reader’s own, and nobody else can write one', () => {
  const card: Card = {
    tone: 'neutral',
    blocks: [{ kind: 'text', text: 'Until 14:05 UTC. <!date^1^{time}|x>' }],
    moments: [{ text: '14:05 UTC', at: AT, shows: 'time' }],
  }
  expect(renderTextOnly(card).text).toBe('Until <!date^1772460300^{time}|14:05 UTC>. &lt;!date^1^{time}|x&gt;')
})

test('without blocks, a menu is what to say', () => {
  const buttons = ['billing', 'mail'].map((label) => ({ id: label, label, style: 'plain' as const }))
  const { text } = renderTextOnly({ tone: 'neutral', blocks: [{ kind: 'buttons', menu: 'Choose one', buttons }] })
  expect(text).toBe('The menu cannot be shown. Mention me and say “billing” or “mail”.')
})
