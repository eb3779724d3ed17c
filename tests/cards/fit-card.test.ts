import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { cardText } from '../../src/cards/card-text.ts'
import { fitCard, MOST_PARTS } from '../../src/cards/fit-card.ts'
import type { Block, Card } from '../../src/domain/card.ts'
import type { Capacity } from '../../src/ports/capacity.ts'

/** A platform with small messages, which counts the characters of texts and nothing else. */
const SMALL: Capacity = {
  ...{ chars: 120, charsInBlock: 100, blocks: 4, fieldsInBlock: 3, rows: 3, tables: 1 },
  charsInField: () => 20,
  sizeOf: (block) => lengthOf(block),
}

function lengthOf(block: Block): number {
  switch (block.kind) {
    case 'table':
      return [block.columns, ...block.rows].flat().join('').length
    case 'fields':
      return block.fields.reduce((sum, { label, value }) => sum + label.length + value.length, 0)
    case 'file':
      return block.preview.length
    case 'buttons':
      return block.buttons.reduce((sum, { label }) => sum + label.length, 0)
    case 'progress':
      return block.steps.reduce((sum, { label }) => sum + label.length, 0)
    case 'link':
      return block.label.length
    case 'text':
    case 'code':
      return block.text.length
  }
}

const card = (...blocks: readonly Block[]): Card => ({ tone: 'neutral', blocks })
const text = (words: string): Block => ({ kind: 'text', text: words })
const code = (words: string): Block => ({ kind: 'code', text: words })
const buttons: Block = { kind: 'buttons', buttons: [{ id: 'b', label: 'Again', style: 'plain' }] }
const paragraph = (letter: string): string => letter.repeat(70)
const blocksOf = (parts: readonly Card[]): readonly (readonly Block[])[] => parts.map(({ blocks }) => blocks)

describe('a long card', () => {
  test('that fits is itself', () => {
    const short = card(text('hello'), buttons)
    expect(fitCard(short, SMALL)).toEqual([short])
  })

  test('is divided between its paragraphs', () => {
    const long = card(text([paragraph('a'), paragraph('b'), paragraph('c')].join('\n\n')))
    expect(blocksOf(fitCard(long, SMALL))).toEqual([
      [text(paragraph('a'))],
      [text(paragraph('b'))],
      [text(paragraph('c'))],
    ])
  })

  test('has its mention and title in the first message, its buttons and footnote in the last', () => {
    const long = { ...card(text(`${paragraph('a')}\n\n${paragraph('b')}`), buttons) }
    const parts = fitCard({ ...long, title: 'Logs', mention: 'slack:U1', footnote: 'read at 14:05' }, SMALL)
    expect(parts).toEqual([
      { tone: 'neutral', title: 'Logs', mention: 'slack:U1', blocks: [text(paragraph('a'))] },
      { tone: 'neutral', blocks: [text(paragraph('b')), buttons], footnote: 'read at 14:05' },
    ])
  })

  test('has the code of each message in a fence of its own', () => {
    const lines = ['a', 'b', 'c'].map((letter) => letter.repeat(30))
    const said = `Run this:\n\`\`\`sh\n${lines.join('\n')}\n\`\`\``
    expect(blocksOf(fitCard(card(text(said)), SMALL)).flat()).toEqual([
      text(`Run this:\n\`\`\`sh\n${lines[0]}\n\`\`\``),
      text(`\`\`\`sh\n${lines[1]}\n${lines[2]}\n\`\`\``),
    ])
  })

  test('has a log divided between its lines, each piece in its own block', () => {
    const log = ['one', 'two', 'three'].map((word) => `${word} ${'.'.repeat(60)}`)
    expect(blocksOf(fitCard(card(code(log.join('\n'))), SMALL))).toEqual(log.map((line) => [code(line)]))
  })

  test('has the columns of a table named in each message', () => {
    const rows = Array.from({ length: 5 }, (_, index) => [`service ${index}`, 'healthy'])
    const table = { kind: 'table', columns: ['Service', 'State'], rows } as const
    const parts = fitCard(card(table), SMALL)
    expect(blocksOf(parts)).toEqual([[{ ...table, rows: rows.slice(0, 3) }], [{ ...table, rows: rows.slice(3) }]])
  })

  test('has a value that no field holds as a text beneath its name', () => {
    const value = 'v'.repeat(30)
    const fields: Block = {
      kind: 'fields',
      fields: [
        { label: 'Task', value: '7' },
        { label: 'Why', value },
      ],
    }
    expect(blocksOf(fitCard(card(fields), SMALL))).toEqual([
      [{ kind: 'fields', fields: [{ label: 'Task', value: '7' }] }, text(`Why:\n${value}`)],
    ])
  })

  test('that would need more than three messages is its beginning, and below it its last lines and a file with all of it', () => {
    const lines = Array.from({ length: 40 }, (_, index) => `line ${index}`)
    const long: Card = {
      ...card(text('It failed.'), code(lines.join('\n')), buttons),
      title: 'Logs',
      footnote: 'at 14:05',
    }
    expect(fitCard(long, SMALL)).toEqual([
      { tone: 'neutral', title: 'Logs', blocks: [text('It failed.'), code('line 0\nline 1\nline 2\nline 3')] },
      {
        tone: 'neutral',
        footnote: 'at 14:05',
        blocks: [
          {
            ...{ kind: 'file', name: 'answer.txt', text: `Logs\nIt failed.\n${lines.join('\n')}\nat 14:05` },
            preview: [...lines.slice(-9), 'at 14:05'].join('\n'),
          },
          buttons,
        ],
      },
    ])
  })
})

const pieces = fc.constantFrom('deploy', 'failed.', '\n', '\n\n', '\n```\nnpm ci\n```\n', ' ', '👩‍🚀')
const words = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 150 }),
  fc.array(pieces, { maxLength: 40 }).map((all) => all.join(' ')),
)
const anyPart: fc.Arbitrary<Block> = fc.oneof(
  fc.record({ kind: fc.constantFrom('text' as const, 'code' as const), text: words }),
  fc.record({
    kind: fc.constant('fields' as const),
    fields: fc.array(fc.record({ label: fc.constantFrom('Task', 'Why'), value: words }), {
      minLength: 1,
      maxLength: 8,
    }),
  }),
  fc.record({
    kind: fc.constant('table' as const),
    columns: fc.constant(['Service', 'State']),
    rows: fc.array(fc.constantFrom(['billing', 'ok'], ['mail', '']), { minLength: 1, maxLength: 9 }),
  }),
  fc.constant(buttons),
)
const anyLong: fc.Arbitrary<Card> = fc.record(
  {
    tone: fc.constant('neutral' as const),
    blocks: fc.array(anyPart, { maxLength: 7 }),
    title: fc.constantFrom('Logs', 'State'),
    mention: fc.constant('slack:U1'),
    footnote: fc.constant('read at 14:05'),
  },
  { requiredKeys: ['tone', 'blocks'] },
)

/** What is read, without what divides it: blanks, fences, and the names of columns. Buttons move, so in the order of letters. */
const lettersOf = (cards: readonly Card[]): string =>
  [
    ...cards
      .map(cardText)
      .join('')
      .replace(/```|Service \| State|[\s:|]/g, ''),
  ]
    .toSorted()
    .join('')

const fileIn = (parts: readonly Card[]) => parts.flatMap(({ blocks }) => blocks).find((block) => block.kind === 'file')
const areClosed = (said: string): boolean => said.split('\n').filter((line) => line.startsWith('```')).length % 2 === 0

describe('of any card', () => {
  const every = (holds: (long: Card, parts: readonly Card[]) => void): void =>
    fc.assert(fc.property(anyLong, (long) => holds(long, fitCard(long, SMALL))))

  test('nothing is lost', () => {
    every((long, parts) => {
      const file = fileIn(parts)
      const buttonsOf = long.blocks.filter(({ kind }) => kind === 'buttons')
      const shown = file === undefined ? parts : [card(text(file.text), ...buttonsOf)]
      expect(lettersOf(shown)).toBe(lettersOf([long]))
    })
  })

  test('each message is within what the platform carries, and there are at most three', () => {
    every((_, parts) => {
      expect(parts.length).toBeLessThanOrEqual(MOST_PARTS)
      for (const { blocks } of parts) {
        const texts = blocks.filter((block) => block.kind === 'text' || block.kind === 'code')
        expect(Math.max(0, ...texts.map(lengthOf))).toBeLessThanOrEqual(SMALL.charsInBlock)
        const others = blocks.filter(({ kind }) => kind !== 'buttons' && kind !== 'file')
        expect(others.reduce((sum, block) => sum + lengthOf(block), 0)).toBeLessThanOrEqual(SMALL.chars)
      }
    })
  })

  test('fences are closed, who is called is in the first message, buttons and the footnote are in the last', () => {
    every((long, parts) => {
      const { mention, title, footnote } = long
      const last = parts.at(-1)
      expect(parts.map((part) => part.mention)).toEqual(parts.map((_, index) => (index === 0 ? mention : undefined)))
      expect(parts.map((part) => part.title)).toEqual(parts.map((_, index) => (index === 0 ? title : undefined)))
      expect(parts.map((part) => part.footnote)).toEqual(parts.map((part) => (part === last ? footnote : undefined)))
      for (const part of parts)
        for (const block of part.blocks) {
          if (block.kind === 'buttons') expect(part).toBe(last)
          if (block.kind === 'text') expect(areClosed(block.text)).toBe(true)
        }
    })
  })
})
