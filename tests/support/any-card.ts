import fc from 'fast-check'
import type { Block, Button, Card } from '../../src/domain/card.ts'
import type { Chart } from '../../src/domain/chart.ts'

/** Every mark that platforms read, and characters that hide or reorder others. */
const NASTY =
  '<!channel> <@U1> *bold* _it_ ~no~ `tick` ```code``` & :tada: <https://evil|good> \u202Egnp.exe\u202C a\u200Bb'

const AT = '2026-03-02T14:05:00.000Z'

const anyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.string({ unit: 'grapheme', maxLength: 60 }),
  fc.string({ unit: 'grapheme-ascii', maxLength: 20 }),
  fc.integer({ min: 0, max: 40_000 }).map((length) => '&'.repeat(length)),
  fc.integer({ min: 0, max: 40_000 }).map((length) => '👩‍🚀'.repeat(Math.floor(length / 5))),
  fc.constantFrom(NASTY, '', ' ', 'billing', 'v1.0.0', '14:05 UTC', 'until 2026-03-02 14:05 UTC'),
)

const shortText = fc.constantFrom('', 'Mon', 'Tue', 'Wed', 'done', 'failed', 'a label that is far too long for it')
const anyNumber = fc.oneof(fc.integer(), fc.double())

const anyChart: fc.Arbitrary<Chart> = fc.oneof(
  fc.record({
    kind: fc.constant('bars' as const),
    title: fc.oneof(shortText, anyText),
    unit: shortText,
    bars: fc.array(
      fc.record({
        category: shortText,
        parts: fc.array(
          fc.record({ name: shortText, value: anyNumber, shade: fc.constantFrom('neutral' as const, 'bad' as const) }),
          { maxLength: 8 },
        ),
      }),
      { maxLength: 25 },
    ),
  }),
  fc.record({
    kind: fc.constant('lines' as const),
    title: shortText,
    unit: anyText,
    series: fc.array(
      fc.record({
        name: shortText,
        points: fc.array(
          fc.record({
            at: fc.constantFrom(AT, '2026-03-02T15:00:00.000Z', '2026-03-02T16:00:00.000Z', 'nonsense'),
            value: fc.oneof(anyNumber, fc.constant(null)),
          }),
          { maxLength: 4 },
        ),
      }),
      { maxLength: 8 },
    ),
    markers: fc.array(fc.record({ at: fc.constant(AT), label: anyText }), { maxLength: 1 }),
  }),
  fc.record({
    kind: fc.constant('timeline' as const),
    title: anyText,
    lanes: fc.array(fc.record({ name: anyText, items: fc.constant([]) }), { maxLength: 2 }),
    shades: fc.constant([]),
  }),
)

const anyButton: fc.Arbitrary<Button> = fc.record(
  {
    id: fc.string({ minLength: 1, maxLength: 100 }),
    label: anyText,
    style: fc.constantFrom('primary' as const, 'danger' as const, 'plain' as const),
    isRare: fc.constant(true as const),
    asks: fc.record({ title: anyText, text: anyText, yes: anyText, no: anyText }),
  },
  { requiredKeys: ['id', 'label', 'style'] },
)

const anyButtons = fc.record(
  {
    kind: fc.constant('buttons' as const),
    buttons: fc.oneof(fc.array(anyButton, { maxLength: 40 }), fc.array(anyButton, { minLength: 90, maxLength: 150 })),
    menu: anyText,
  },
  { requiredKeys: ['kind', 'buttons'] },
)

export const anyBlock: fc.Arbitrary<Block> = fc.oneof(
  fc.record({ kind: fc.constantFrom('text' as const, 'code' as const), text: anyText }),
  fc.record({ kind: fc.constant('file' as const), name: anyText, text: anyText, preview: anyText }),
  fc.record({
    kind: fc.constant('fields' as const),
    fields: fc.array(
      fc.record(
        {
          label: anyText,
          value: anyText,
          url: fc.constantFrom('https://github.example/acme/compare/v1...v2', 'https://a.example/>|', 'nowhere'),
        },
        { requiredKeys: ['label', 'value'] },
      ),
      { maxLength: 30 },
    ),
  }),
  fc.record(
    {
      kind: fc.constant('table' as const),
      columns: fc.array(anyText, { maxLength: 25 }),
      rows: fc.oneof(
        fc.array(fc.array(anyText, { maxLength: 4 }), { maxLength: 8 }),
        fc.array(fc.array(fc.constantFrom('', 'billing', '12 %'), { maxLength: 4 }), { minLength: 80, maxLength: 130 }),
      ),
      picture: fc.record({ chart: anyChart, alt: anyText }),
    },
    { requiredKeys: ['kind', 'columns', 'rows'] },
  ),
  fc.record(
    {
      kind: fc.constant('progress' as const),
      steps: fc.array(
        fc.record(
          {
            label: anyText,
            state: fc.constantFrom('done' as const, 'active' as const, 'pending' as const, 'failed' as const),
            note: anyText,
          },
          { requiredKeys: ['label', 'state'] },
        ),
        { maxLength: 8 },
      ),
      share: fc.double(),
    },
    { requiredKeys: ['kind', 'steps'] },
  ),
  anyButtons,
)

/** Cards of every kind of block, however long, however many, with the texts that go wrong. */
export const anyCard: fc.Arbitrary<Card> = fc.record(
  {
    tone: fc.constantFrom('neutral' as const, 'progress' as const, 'success' as const, 'warning' as const),
    blocks: fc.oneof(fc.array(anyBlock, { maxLength: 8 }), fc.array(anyBlock, { maxLength: 70 })),
    title: anyText,
    mention: fc.constantFrom('slack:U0ANA', 'discord:42', '<!here>'),
    footnote: anyText,
    moments: fc.array(
      fc.record({
        text: fc.constantFrom('14:05 UTC', '2026-03-02 14:05 UTC', '', ' ', '<!here>', '&'),
        at: fc.constantFrom(AT, 'nonsense', '1960-01-01T00:00:00Z'),
        shows: fc.constantFrom('time' as const, 'date and time' as const),
      }),
      { maxLength: 3 },
    ),
  },
  { requiredKeys: ['tone', 'blocks'] },
)
