import { oneLine } from '../../adapters/chat/terminal/plain-text.ts'
import { wrapExactly } from '../../adapters/chat/terminal/wrap.ts'
import type { Block, Button, Card, Field, ProgressStep } from '../../src/domain/card.ts'
import { at, LINE_HEIGHT, label, paragraph, type Shape, stack, widthOf } from './shapes.ts'

const EDGE = 4
const INDENT = 18
const BLOCK_GAP = 12

/** A card: an edge in its tone's colour, and its blocks beside that. */
export function cardShape(card: Card, width: number): Shape {
  const inner = width - INDENT
  const mention = card.mention === undefined ? '' : `@${card.mention.slice(card.mention.indexOf(':') + 1)} `
  const title = oneLine(mention + (card.title ?? ''))
  const content = stack(
    [
      ...(title === '' ? [] : [paragraph(title, 'title', inner)]),
      ...card.blocks.map((block) => blockShape(block, inner)),
      ...(card.footnote === undefined ? [] : [paragraph(card.footnote, 'small', inner)]),
    ],
    BLOCK_GAP,
  )
  const edge = `<rect class="${card.tone}" width="${EDGE}" height="${content.height}" rx="${EDGE / 2}"/>`
  return { svg: edge + at(INDENT, 0, content.svg), height: content.height }
}

function blockShape(block: Block, width: number): Shape {
  switch (block.kind) {
    case 'text':
      return paragraph(block.text, 'text', width)
    case 'fields':
      return fieldsShape(block.fields, width)
    case 'table':
      return tableShape([block.columns, ...block.rows], width)
    case 'code':
      return codeShape(block.text, width)
    case 'file':
      return codeShape(block.preview, width)
    case 'link':
      return paragraph(block.label, 'text', width)
    case 'progress':
      return flow(block.steps.map(stepItem), width, 20, LINE_HEIGHT)
    case 'buttons':
      return flow(block.buttons.map(buttonItem), width, 8, BUTTON_HEIGHT)
  }
}

const FIELD_GAP = 16

/** Three side by side where all are short, else two. */
function fieldsShape(fields: readonly Field[], width: number): Shape {
  const longest = Math.max(...fields.flatMap(({ label, value }) => [label, value]).map((text) => widthOf(text, 'text')))
  const columns = longest <= width / 3 - FIELD_GAP ? 3 : 2
  const column = width / columns
  const rows: Shape[] = []
  for (let first = 0; first < fields.length; first += columns) {
    const shapes = fields.slice(first, first + columns).map((field) => fieldShape(field, column - FIELD_GAP))
    rows.push(beside(shapes, () => column))
  }
  return stack(rows, 8)
}

function fieldShape(field: Field, width: number): Shape {
  const name = { svg: label(oneLine(field.label), 'label'), height: 20 }
  return stack([name, paragraph(field.value, 'text', width)], 0)
}

const COLUMN_GAP = 28

/** When the table is too wide, its widest column is broken into lines. */
function tableShape(rows: readonly (readonly string[])[], width: number): Shape {
  const natural = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => widthOf(row[column] ?? '', 'text'))))
  const total = natural.reduce((sum, column) => sum + column + COLUMN_GAP, -COLUMN_GAP)
  const widest = Math.max(...natural)
  const widths = natural.map((column) => (column === widest ? column - Math.max(0, total - width) : column))
  const lines = rows.map((row, index) => {
    const style = index === 0 ? 'label' : 'text'
    const cells = widths.map((column, at) => paragraph(oneLine(row[at] ?? ''), style, column))
    return beside(cells, (at) => (widths[at] ?? 0) + COLUMN_GAP)
  })
  return stack(lines, 0)
}

function beside(shapes: readonly Shape[], widthAt: (index: number) => number): Shape {
  let x = 0
  const placed = shapes.map((shape, index) => {
    const svg = at(x, 0, shape.svg)
    x += widthAt(index)
    return svg
  })
  return { svg: placed.join(''), height: Math.max(0, ...shapes.map(({ height }) => height)) }
}

const CODE_LINE_HEIGHT = 19
const CODE_PADDING = 10

function codeShape(text: string, width: number): Shape {
  const columns = Math.floor((width - 2 * CODE_PADDING) / widthOf('x', 'code'))
  const lines = wrapExactly(text, columns).map((line) => ({ svg: label(line, 'code'), height: CODE_LINE_HEIGHT }))
  const code = stack(lines, 0)
  const height = code.height + 2 * CODE_PADDING
  const box = `<rect class="box" width="${width}" height="${height}" rx="6"/>`
  return { svg: box + at(CODE_PADDING, CODE_PADDING, code.svg), height }
}

interface Item {
  readonly svg: string
  readonly width: number
}

/** Items side by side, going on in the next row when one does not fit any more. */
function flow(items: readonly Item[], width: number, gap: number, rowHeight: number): Shape {
  let x = 0
  let row = 0
  const placed = items.map((item) => {
    if (x > 0 && x + item.width > width) {
      x = 0
      row += 1
    }
    const svg = at(x, row * (rowHeight + gap / 2), item.svg)
    x += item.width + gap
    return svg
  })
  return { svg: placed.join(''), height: row * (rowHeight + gap / 2) + rowHeight }
}

const STEP_SIGNS = {
  done: '<circle class="success" cx="8" cy="10" r="8"/><path class="sign" d="M4.5 10.5l2.5 2.5 4.5-5.5"/>',
  active: '<circle class="ring" cx="8" cy="10" r="7"/><circle class="progress" cx="8" cy="10" r="3.5"/>',
  pending: '<circle class="faint-ring" cx="8" cy="10" r="7"/>',
  failed: '<circle class="danger" cx="8" cy="10" r="8"/><path class="sign" d="M5 7l6 6M11 7l-6 6"/>',
} as const satisfies Record<ProgressStep['state'], string>

function stepItem(step: ProgressStep): Item {
  const text = oneLine(step.label)
  const style = step.state === 'pending' ? 'faint' : 'text'
  return { svg: STEP_SIGNS[step.state] + label(text, style, 23), width: 23 + widthOf(text, 'text') }
}

const BUTTON_HEIGHT = 34

function buttonItem(button: Button): Item {
  const text = oneLine(button.label)
  const width = Math.max(76, widthOf(text, 'title') + 32)
  const svg =
    `<rect class="button ${button.style}" x="0.5" y="0.5" width="${width - 1}" height="${BUTTON_HEIGHT - 1}" rx="6"/>` +
    `<g transform="translate(${width / 2} 7)" text-anchor="middle">${label(text, `on-${button.style}`)}</g>`
  return { svg, width }
}
