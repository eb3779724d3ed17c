import fc from 'fast-check'
import { expect, test } from 'vitest'
import { renderCard, renderTextOnly } from '../../adapters/chat/slack/render-card.ts'
import type { Block, Card } from '../../src/domain/card.ts'
import { refuseBlocks, textsIn } from '../simulators/slack/block-rules.ts'
import { CANCEL, CONFIRM } from '../simulators/slack/cards.ts'
import { wordsOf } from '../simulators/slack/workspace.ts'

const PLAN: Card = {
  title: 'Deploy billing to production?',
  tone: 'warning',
  mention: 'slack:U0ANA',
  blocks: [
    {
      kind: 'fields',
      fields: [
        { label: 'Service', value: 'billing' },
        { label: 'Environment', value: 'production' },
        { label: 'Version', value: 'v1.0.0 → v1.1.0 (3f2a9c1)' },
      ],
    },
    { kind: 'text', text: 'Ships 2 commits:\n• Round cents up\n• Retry the bank' },
    { kind: 'buttons', buttons: [CONFIRM, CANCEL] },
  ],
  footnote: 'Expires at 14:05 UTC. “it” is billing, from your last message.',
}

const PROGRESS: Card = {
  title: 'TASK-7: deploying billing to staging',
  tone: 'progress',
  blocks: [
    {
      kind: 'progress',
      steps: [
        { label: 'Build v1.1.0', state: 'done' },
        { label: 'Start', state: 'active' },
        { label: 'Switch', state: 'pending' },
      ],
    },
  ],
}

const FAILURE: Card = {
  title: 'TASK-8 failed: billing v1.2.0 is not healthy',
  tone: 'danger',
  mention: 'slack:U0ANA',
  blocks: [
    { kind: 'progress', steps: [{ label: 'Health', state: 'failed' }] },
    { kind: 'text', text: 'v1.1.0 still serves. Say “logs” for more.' },
    {
      kind: 'code',
      text: 'listening on 4711\n\u001b[31mGET /health 500\u001b[0m\nif (a < b && c > d) throw "*bold* `tick`"',
    },
  ],
}

const TABLE: Card = {
  title: 'Last deployments',
  tone: 'neutral',
  blocks: [
    {
      kind: 'table',
      columns: ['When', 'Version', 'By'],
      rows: [
        ['today', 'v1.1.0', 'Ana'],
        ['yesterday', 'v1.0.0', '村上'],
      ],
    },
  ],
}

const LONG: Card = {
  title: 'x'.repeat(400),
  tone: 'neutral',
  blocks: [
    { kind: 'text', text: `${'All work and no play. '.repeat(400)}` },
    { kind: 'code', text: `${'log line\n'.repeat(1_000)}the very end` },
    { kind: 'buttons', buttons: [{ id: 'b_long', label: 'Deploy '.repeat(40), style: 'danger' }] },
  ],
}

const NASTY =
  '<!channel> <@U1> *bold* _it_ ~no~ `tick` ```code``` & :tada: <https://evil|good> \u202Egnp.exe\u202C a\u200Bb'

const HOSTILE: Card = {
  title: NASTY,
  tone: 'neutral',
  mention: 'slack:U1> <!channel',
  blocks: [
    { kind: 'text', text: NASTY },
    { kind: 'fields', fields: [{ label: NASTY, value: NASTY }] },
    { kind: 'table', columns: [NASTY], rows: [[NASTY]] },
    { kind: 'code', text: NASTY },
    { kind: 'progress', steps: [{ label: NASTY, state: 'done' }] },
    { kind: 'buttons', buttons: [{ id: 'b_nasty', label: NASTY, style: 'plain' }] },
  ],
  footnote: NASTY,
}

test.each([
  ['confirmation', PLAN],
  ['progress', PROGRESS],
  ['failure', FAILURE],
  ['table', TABLE],
  ['long-text', LONG],
  ['hostile-text', HOSTILE],
])('%s looks as it did', async (name, card) => {
  const rendered = `${JSON.stringify(renderCard(card), null, 2)}\n`
  await expect(rendered).toMatchFileSnapshot(`../fixtures/slack/golden/${name}.json`)
})

test('hostile text is only ever text: nothing but the escaped parts is read as markup', () => {
  const { text, blocks } = renderCard(HOSTILE)
  const texts: string[] = []
  JSON.stringify(blocks, (key, value) => {
    if (key === 'type') texts.push(value)
    return value
  })
  expect(new Set(texts)).toEqual(
    new Set(['rich_text', 'rich_text_section', 'rich_text_preformatted', 'text', 'actions', 'button', 'plain_text']),
  )
  expect(text).not.toMatch(/[<>]/)
  expect(textsIn(blocks).join('')).not.toMatch(/[\u202A-\u202E\u200B]/)
})

test('the way to a thread is a link of the workspace, and nothing where there is none to give', () => {
  const linked = (thread: string, workspace?: string) =>
    JSON.stringify(
      renderCard({ tone: 'neutral', blocks: [{ kind: 'link', label: 'In its thread', thread }] }, undefined, workspace)
        .blocks,
    )
  const harbour = 'https://harbour.slack.com/'
  expect(linked('slack:C0OPS:1772442000.000100', harbour)).toContain(
    '{"type":"link","url":"https://harbour.slack.com/archives/C0OPS/p1772442000000100","text":"In its thread"}',
  )
  expect(linked('slack:C0OPS', harbour)).toContain('archives/C0OPS"')
  for (const thread of ['discord:1:2', 'slack:C0OPS/../x', 'slack:C0OPS:1">evil']) {
    expect(linked(thread, harbour), thread).toBe('[]')
  }
  expect(linked('slack:C0OPS:1772442000.000100')).toBe('[]')
})

test('when code must be cut, its end stays; text keeps its beginning', () => {
  const words = wordsOf(renderCard(LONG))
  expect(words).toContain('the very end')
  expect(words).toContain('All work')
})

const anyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.string({ unit: 'grapheme', maxLength: 60 }),
  fc.integer({ min: 0, max: 40_000 }).map((length) => '&'.repeat(length)),
  fc.integer({ min: 0, max: 40_000 }).map((length) => '👩‍🚀'.repeat(Math.floor(length / 5))),
  fc.constant(NASTY),
)

const anyBlock: fc.Arbitrary<Block> = fc.oneof(
  fc.record({ kind: fc.constantFrom('text' as const, 'code' as const), text: anyText }),
  fc.record({
    kind: fc.constant('fields' as const),
    fields: fc.array(
      fc.record(
        { label: anyText, value: anyText, url: fc.constant('https://github.example/acme/compare/v1...v2') },
        { requiredKeys: ['label', 'value'] },
      ),
      { maxLength: 30 },
    ),
  }),
  fc.record({
    kind: fc.constant('table' as const),
    columns: fc.array(anyText, { maxLength: 4 }),
    rows: fc.array(fc.array(anyText, { maxLength: 4 }), { maxLength: 8 }),
  }),
  fc.record({
    kind: fc.constant('progress' as const),
    steps: fc.array(
      fc.record({ label: anyText, state: fc.constantFrom('done' as const, 'active' as const, 'pending' as const) }),
      { maxLength: 8 },
    ),
  }),
  fc.record({
    kind: fc.constant('buttons' as const),
    buttons: fc.array(
      fc.record({
        id: fc.string({ minLength: 1, maxLength: 100 }),
        label: anyText,
        style: fc.constantFrom('primary' as const, 'danger' as const, 'plain' as const),
      }),
      { maxLength: 40 },
    ),
  }),
)

const anyCard: fc.Arbitrary<Card> = fc.record(
  {
    tone: fc.constantFrom('neutral' as const, 'progress' as const, 'success' as const, 'warning' as const),
    blocks: fc.array(anyBlock, { maxLength: 70 }),
    title: anyText,
    mention: fc.constantFrom('slack:U0ANA', 'discord:42', '<!here>'),
    footnote: anyText,
  },
  { requiredKeys: ['tone', 'blocks'] },
)

test('of too many blocks the buttons stay, and it says that there is more', () => {
  const buttons = { kind: 'buttons', buttons: [CONFIRM, CANCEL] } as const
  const lines = Array.from({ length: 60 }, (_, index) => ({ kind: 'text', text: `line ${index}` }) as const)
  const { blocks } = renderCard({ ...PLAN, blocks: [...lines, buttons] })
  expect(blocks).toHaveLength(50)
  expect(wordsOf({ text: '', blocks })).toMatch(/line 45\n… more than Slack shows in one message.\nConfirmCancel/)
})

test('any card is within what slack accepts, at any size asked for', () => {
  fc.assert(
    fc.property(anyCard, fc.constantFrom(11_000, 5_500, 1_375), (card, maxChars) => {
      const { text, blocks } = renderCard(card, maxChars)
      expect(refuseBlocks(blocks)).toBeUndefined()
      expect(text.length).toBeGreaterThan(0)
      expect(text.length + textsIn(blocks).join('').length).toBeLessThanOrEqual(11_000)
      expect(renderTextOnly(card).text.length).toBeLessThanOrEqual(3_000)
    }),
    { numRuns: 60 },
  )
})

test('every button of a card with at most 25 of them is there', () => {
  fc.assert(
    fc.property(fc.array(anyBlock, { maxLength: 70 }), (blocks) => {
      const buttons = blocks.flatMap((block) => (block.kind === 'buttons' ? block.buttons : []))
      const ids = new Set(buttons.map(({ id }) => id))
      fc.pre(ids.size <= 25)
      const shown = renderCard({ tone: 'neutral', blocks }).blocks.flatMap((block) =>
        block.type === 'actions' ? block.elements : [],
      )
      expect(shown).toHaveLength(ids.size)
    }),
    { numRuns: 60 },
  )
})
