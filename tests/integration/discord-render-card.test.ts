import fc from 'fast-check'
import { expect, test } from 'vitest'
import { escaped } from '../../adapters/chat/discord/markdown.ts'
import { marked } from '../../adapters/chat/discord/posted-mark.ts'
import { renderCard } from '../../adapters/chat/discord/render-card.ts'
import type { Block, Card } from '../../src/domain/card.ts'
import { violations } from '../simulators/discord/message-limits.ts'

const CONFIRMATION: Card = {
  title: 'Deploy billionmail to production?',
  tone: 'warning',
  mention: 'discord:1200000000000000007',
  blocks: [
    {
      kind: 'fields',
      fields: [
        { label: 'From', value: 'v1.0.0' },
        { label: 'To', value: 'v1.1.0 (a1b2c3d)' },
        { label: 'Strategy', value: 'blue-green' },
      ],
    },
    { kind: 'text', text: 'Production always asks.' },
    {
      kind: 'table',
      columns: ['Commit', 'Subject'],
      rows: [
        ['a1b2c3d', 'Faster *start*'],
        ['0f9e8d7', '修复'],
      ],
    },
    {
      kind: 'buttons',
      buttons: [
        { id: 'c1', label: 'Confirm', style: 'primary' },
        { id: 'c2', label: 'Cancel', style: 'plain' },
      ],
    },
  ],
  footnote: 'Expires at 10:20 UTC.',
}

const FAILURE: Card = {
  title: 'Deploy failed',
  tone: 'danger',
  blocks: [
    {
      kind: 'progress',
      steps: [
        { label: 'Build', state: 'done' },
        { label: 'Start', state: 'failed' },
        { label: 'Switch', state: 'pending' },
        { label: 'Drain', state: 'active' },
      ],
    },
    { kind: 'code', text: `${'line\n'.repeat(2_000)}the last line: \`\`\`broken\`\`\`` },
    { kind: 'text', text: 'v1.0.0 still serves at http://127.0.0.1:4001/health_check.' },
  ],
}

const HOSTILE: Card = {
  title: '@everyone **bold** \u202Eevil',
  tone: 'neutral',
  mention: 'slack:U1',
  blocks: [
    {
      kind: 'text',
      text: '<@1> <@&2> <#3> @here\n# head\n- item\n1. one\n> quote ~~x~~ ||y|| `z` [a](https://b.c)\u200B',
    },
    {
      kind: 'fields',
      fields: [
        { label: '', value: ' \t ' },
        { label: '_l_', value: '__v__' },
      ],
    },
    {
      kind: 'buttons',
      buttons: [
        { id: 'a', label: '@everyone\n**b**', style: 'danger' },
        { id: 'a', label: 'twice', style: 'plain' },
      ],
    },
  ],
}

test.each([
  ['confirmation', CONFIRMATION],
  ['failure', FAILURE],
  ['hostile', HOSTILE],
  ['empty', { tone: 'progress', blocks: [] } satisfies Card],
])('%s looks as it did', async (name, card) => {
  const rendered = `${JSON.stringify(renderCard(card), null, 2)}\n`
  await expect(rendered).toMatchFileSnapshot(`../fixtures/discord/golden/${name}.json`)
})

test('a log that is too long keeps its end, and what comes after it', () => {
  const [embed] = renderCard(FAILURE).embeds
  expect(embed?.description).toContain('the last line')
  expect(embed?.description).toMatch(/still serves at http:\/\/127\.0\.0\.1:4001\/health_check\.$/)
  expect(violations(renderCard(FAILURE))).toEqual([])
})

test('a table that is too long keeps its first rows and says how many are missing', () => {
  const rows = Array.from({ length: 500 }, (_, index) => [`row ${index}`, 'x'.repeat(30)])
  const rendered = renderCard({ tone: 'neutral', blocks: [{ kind: 'table', columns: ['a', 'b'], rows }] })
  expect(rendered.embeds[0]?.description).toContain('row 0')
  expect(rendered.embeds[0]?.description).toMatch(/… and \d+ more\n```$/)
})

test('the way to a thread is its mention, and nothing for a thread of elsewhere', () => {
  const linked = (thread: string) =>
    renderCard({ tone: 'neutral', blocks: [{ kind: 'link', label: 'In *its* thread', thread }] })
  expect(linked('discord:10:42').embeds[0]?.description).toBe('In \\*its\\* thread: <#42>')
  expect(linked('discord:10:42').allowed_mentions).toEqual({ parse: [] })
  for (const thread of ['slack:C1:1.2', 'discord:1:2>x']) {
    expect(linked(thread).embeds[0]?.description, thread).not.toContain('<#')
  }
})

test('only a user of Discord is mentioned', () => {
  expect(renderCard(HOSTILE)).toMatchObject({ content: '', allowed_mentions: { parse: [] } })
})

const text = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 300 }),
  fc.string({ unit: 'grapheme', maxLength: 7_000 }),
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
const block: fc.Arbitrary<Block> = fc.oneof(
  fc.record({ kind: fc.constant('text' as const), text }),
  fc.record({ kind: fc.constant('code' as const), text }),
  fc.record({
    kind: fc.constant('fields' as const),
    fields: fc.array(fc.record({ label: text, value: text }), { maxLength: 40 }),
  }),
  fc.record({
    kind: fc.constant('table' as const),
    columns: fc.array(text, { maxLength: 4 }),
    rows: fc.array(fc.array(text, { maxLength: 5 }), { maxLength: 30 }),
  }),
  fc.record({
    kind: fc.constant('progress' as const),
    steps: fc.array(fc.record({ label: text, state: fc.constantFrom('done', 'active', 'pending', 'failed') }), {
      maxLength: 30,
    }),
  }),
  fc.record({
    kind: fc.constant('buttons' as const),
    buttons: fc.array(
      fc.record({
        id: fc.string({ minLength: 1, maxLength: 100 }),
        label: text,
        style: fc.constantFrom('primary', 'danger', 'plain'),
      }),
      { maxLength: 30 },
    ),
  }),
)
const anyCard: fc.Arbitrary<Card> = fc.record(
  {
    title: text,
    tone: fc.constantFrom('neutral', 'progress', 'success', 'warning', 'danger'),
    mention: fc.constantFrom('discord:1200000000000000007', 'slack:U1', 'discord:nobody'),
    blocks: fc.array(block, { maxLength: 12 }),
    footnote: text,
  },
  { requiredKeys: ['tone', 'blocks'] },
)

test('any card fits what Discord takes', () => {
  fc.assert(
    fc.property(anyCard, (card) => {
      expect(violations(marked(renderCard(card), 'key'))).toEqual([])
    }),
    { numRuns: 150 },
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
