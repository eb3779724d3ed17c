import { expect, test } from 'vitest'
import { renderCard } from '../../adapters/chat/terminal/render-card.ts'
import type { Card } from '../../src/domain/card.ts'

const confirmation: Card = {
  title: 'Deploy billionmail to production?',
  tone: 'warning',
  mention: 'terminal:you',
  blocks: [
    {
      kind: 'fields',
      fields: [
        { label: 'Version', value: 'v1.0.0 → v1.1.0' },
        { label: 'Ships', value: 'Count queued mails\nAnswer in JSON' },
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
  footnote: 'Expires in 10 minutes.',
}

function drawn(card: Card, width = 60): string {
  return renderCard(card, { width, colour: false, firstChoice: 1 }).lines.join('\n')
}

function cardOf(...blocks: Card['blocks']): Card {
  return { tone: 'neutral', blocks }
}

test('a card has an edge, a title, aligned fields, numbered buttons and a footnote', () => {
  expect(drawn(confirmation)).toBe(
    [
      '┃ @you Deploy billionmail to production?',
      '┃ Version   v1.0.0 → v1.1.0',
      '┃ Ships     Count queued mails',
      '┃           Answer in JSON',
      '┃',
      '┃ [1] Confirm   [2] Cancel',
      '┃ Expires in 10 minutes.',
    ].join('\n'),
  )
})

test('buttons count on from the first choice', () => {
  const { choices, lines } = renderCard(confirmation, { width: 60, colour: false, firstChoice: 7 })
  expect(choices.map(({ number, button }) => [number, button.id])).toEqual([
    [7, 'c1'],
    [8, 'c2'],
  ])
  expect(lines.join('\n')).toContain('[7] Confirm   [8] Cancel')
})

test('with colour, the edge has the tone, the title is bold and labels are dim', () => {
  const [title, field] = renderCard(confirmation, { width: 60, colour: true, firstChoice: 1 }).lines
  expect(title).toBe('\u001b[33m┃\u001b[39m \u001b[1m@you Deploy billionmail to production?\u001b[22m')
  expect(field).toBe('\u001b[33m┃\u001b[39m \u001b[2mVersion   \u001b[22mv1.0.0 → v1.1.0')
})

test('steps show how far the work is, and go on in the next line when there are many', () => {
  const steps = cardOf({
    kind: 'progress',
    steps: [
      { label: 'queued', state: 'done' },
      { label: 'building', state: 'active' },
      { label: 'starting', state: 'pending' },
      { label: 'healthy', state: 'failed' },
    ],
  })
  expect(drawn(steps)).toBe('┃ ✓ queued   ● building   ○ starting   ✗ healthy')
  expect(drawn(steps, 30)).toBe('┃ ✓ queued   ● building\n┃ ○ starting   ✗ healthy')
})

const history = cardOf({
  kind: 'table',
  columns: ['Version', 'What', 'Who'],
  rows: [
    ['v1.1.0', 'Count the mails that wait', 'ana'],
    ['v1.0.0', '最初の版 🚢', 'ben'],
  ],
})

test('a table is aligned, wide characters counted as two columns', () => {
  expect(drawn(history)).toBe(
    [
      '┃ Version  What                       Who',
      '┃ ───────  ─────────────────────────  ───',
      '┃ v1.1.0   Count the mails that wait  ana',
      '┃ v1.0.0   最初の版 🚢                ben',
    ].join('\n'),
  )
})

test('a table that is a little too wide wraps its widest column', () => {
  expect(drawn(history, 36)).toBe(
    [
      '┃ Version  What                  Who',
      '┃ ───────  ────────────────────  ───',
      '┃ v1.1.0   Count the mails that  ana',
      '┃          wait',
      '┃ v1.0.0   最初の版 🚢           ben',
    ].join('\n'),
  )
})

test('a table that is far too wide becomes a list', () => {
  expect(drawn(history, 26)).toBe(
    [
      '┃ Version   v1.1.0',
      '┃ What      Count the',
      '┃           mails that',
      '┃           wait',
      '┃ Who       ana',
      '┃',
      '┃ Version   v1.0.0',
      '┃ What      最初の版 🚢',
      '┃ Who       ben',
    ].join('\n'),
  )
})

test('code keeps its spaces, is broken at the edge, and shows its end when it is long', () => {
  expect(drawn(cardOf({ kind: 'code', text: 'if (x) {\n    y()\n}' }))).toBe('┃   if (x) {\n┃       y()\n┃   }')
  expect(drawn(cardOf({ kind: 'code', text: 'a'.repeat(30) }), 24)).toBe(`┃   ${'a'.repeat(20)}\n┃   ${'a'.repeat(10)}`)
  const log = Array.from({ length: 100 }, (_, line) => `line ${line + 1}`).join('\n')
  const lines = drawn(cardOf({ kind: 'code', text: log })).split('\n')
  expect(lines[0]).toBe('┃   … 40 lines before this')
  expect(lines.at(-1)).toBe('┃   line 100')
})

test('what is indented stays indented where it wraps', () => {
  expect(drawn(cardOf({ kind: 'text', text: 'Like this:\n  one two three four five six' }), 24)).toBe(
    ['┃ Like this:', '┃   one two three four', '┃   five six'].join('\n'),
  )
})

test('a label too long for a line goes on below itself', () => {
  const button = { id: 'b', label: 'Deploy the billing service to production', style: 'plain' } as const
  expect(drawn(cardOf({ kind: 'buttons', buttons: [button] }), 24)).toBe(
    ['┃ [1] Deploy the billing', '┃     service to', '┃     production'].join('\n'),
  )
})

test('an empty card and empty blocks draw nothing, and a lone title is one line', () => {
  expect(drawn(cardOf({ kind: 'fields', fields: [] }, { kind: 'buttons', buttons: [] }))).toBe('')
  expect(drawn({ title: 'Done', tone: 'success', blocks: [] })).toBe('┃ Done')
})
