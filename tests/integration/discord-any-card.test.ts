import fc from 'fast-check'
import { expect, test } from 'vitest'
import { escaped } from '../../adapters/chat/discord/cards/markdown.ts'
import { attachmentsOf } from '../../adapters/chat/discord/outgoing/attachments.ts'
import { classicForm, componentsForm } from '../../adapters/chat/discord/outgoing/message-forms.ts'
import type { Block, Button, Card } from '../../src/domain/card.ts'
import { violations } from '../simulators/discord/message-limits.ts'
import { renderCard } from '../support/cards-in-discord.ts'

const text = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 300 }),
  fc.string({ unit: 'grapheme', maxLength: 5_000 }),
  fc.constantFrom(
    '',
    ' ',
    '\u200B',
    '*'.repeat(5_000),
    '`'.repeat(3_000),
    'https://x.y/'.repeat(600),
    '👩‍🚀'.repeat(900),
  ),
)
const button: fc.Arbitrary<Button> = fc.record(
  {
    // Discord refuses an id of spaces, and no id of ours has any.
    id: fc.string({ minLength: 1, maxLength: 100 }).filter((id) => id.trim() !== ''),
    label: text,
    style: fc.constantFrom('primary', 'danger', 'plain'),
    isRare: fc.constant(true as const),
  },
  { requiredKeys: ['id', 'label', 'style'] },
)
const field = fc.record({ label: text, value: text, url: fc.webUrl() }, { requiredKeys: ['label', 'value'] })
const step = fc.record(
  { label: text, state: fc.constantFrom('done', 'active', 'pending', 'failed'), note: text },
  { requiredKeys: ['label', 'state'] },
)
const picture = fc.record({
  chart: fc.constant({ kind: 'bars' as const, title: 'Errors', unit: '%', bars: [] }),
  alt: text,
})
const block: fc.Arbitrary<Block> = fc.oneof(
  fc.record({ kind: fc.constant('text' as const), text }),
  fc.record({ kind: fc.constant('code' as const), text }),
  fc.record({ kind: fc.constant('file' as const), name: text, text, preview: text }),
  fc.record({ kind: fc.constant('fields' as const), fields: fc.array(field, { maxLength: 40 }) }),
  fc.record(
    {
      kind: fc.constant('table' as const),
      columns: fc.array(text, { maxLength: 4 }),
      rows: fc.array(fc.array(text, { maxLength: 5 }), { maxLength: 30 }),
      picture,
    },
    { requiredKeys: ['kind', 'columns', 'rows'] },
  ),
  fc.record(
    {
      kind: fc.constant('progress' as const),
      steps: fc.array(step, { maxLength: 30 }),
      share: fc.double({ noNaN: true }),
    },
    { requiredKeys: ['kind', 'steps'] },
  ),
  fc.record({ kind: fc.constant('link' as const), label: text, thread: fc.constantFrom('discord:1:2', 'slack:C1:1') }),
  fc.record(
    {
      kind: fc.constant('buttons' as const),
      buttons: fc.array(button, { maxLength: 120 }),
      menu: text,
    },
    { requiredKeys: ['kind', 'buttons'] },
  ),
)
const anyCard: fc.Arbitrary<Card> = fc.record(
  {
    title: text,
    tone: fc.constantFrom('neutral', 'progress', 'success', 'warning', 'danger'),
    mention: fc.constantFrom('discord:1200000000000000007', 'slack:U1', 'discord:nobody'),
    blocks: fc.array(block, { maxLength: 14 }),
    footnote: text,
    moments: fc.array(
      fc.record({
        text: fc.constantFrom('', '*', 'a', 'https'),
        at: fc.constantFrom('2026-12-01T09:00:00Z', 'never'),
        shows: fc.constantFrom('time', 'date and time'),
      }),
      { maxLength: 2 },
    ),
  },
  { requiredKeys: ['tone', 'blocks'] },
)
const painter = { paint: async () => new Uint8Array([1]) }

test('any card fits what Discord takes, as components and as a classic message, with its files and without', async () => {
  await fc.assert(
    fc.asyncProperty(anyCard, async (card) => {
      const { files, names } = await attachmentsOf(card, painter)
      expect(violations(componentsForm(renderCard(card, names), 'key'), files)).toEqual([])
      expect(violations(componentsForm(renderCard(card), 'key'))).toEqual([])
      expect(violations(classicForm(renderCard(card, names), 'key'), files)).toEqual([])
    }),
    { numRuns: 80 },
  )
})

test('whatever a card says, what can be pressed stands there or is counted', () => {
  fc.assert(
    fc.property(anyCard, fc.array(button, { minLength: 1, maxLength: 10 }), (card, buttons) => {
      const blocks = [...card.blocks.filter(({ kind }) => kind !== 'buttons'), { kind: 'buttons', buttons } as const]
      const sent = JSON.stringify(componentsForm(renderCard({ ...card, blocks })))
      for (const { id } of buttons) expect(sent).toContain(JSON.stringify(id))
    }),
    { numRuns: 50 },
  )
})

test('no text can format or mention, wherever it is cut', () => {
  const nasty = fc.string({ unit: fc.constantFrom(...'*_~`|<>[]#@\\-1. \n', 'everyone', '@1', 'a'), maxLength: 60 })
  fc.assert(
    fc.property(nasty, fc.integer({ min: 0, max: 80 }), (input, max) => {
      const output = escaped(input, max)
      expect(output.length).toBeLessThanOrEqual(max)
      const bare = output.replaceAll(/\\[\\*_~`|<>[\]#+-]/g, 'x')
      expect(bare).not.toMatch(/[\\*_~`|<>[\]#]|@everyone|@here|^\s*(-|\d+[.)])/m)
    }),
  )
})
