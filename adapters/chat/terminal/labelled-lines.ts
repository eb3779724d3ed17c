import stringWidth from 'string-width'
import type { Field } from '../../../src/domain/card.ts'
import { type Line, pad } from './line.ts'
import { oneLine } from './plain-text.ts'
import { wrap, wrapExactly } from './wrap.ts'

const GAP = 3
/** Of the width, so that values have the larger part. */
const WIDEST_LABEL = 0.4

/** Labels in one column, values in the next; long ones wrap within their column, but an address stays in one piece to be opened. */
export function labelledLines(fields: readonly Field[], width: number): Line[] {
  const labels = fields.map((field) => oneLine(field.label))
  const longest = Math.max(0, ...labels.map((label) => stringWidth(label)))
  const labelWidth = Math.max(1, Math.min(longest, Math.floor(width * WIDEST_LABEL)))
  return fields.flatMap((field, index) => {
    const label = wrap(labels[index] ?? '', labelWidth)
    const column = width - labelWidth - GAP
    const own = field.url !== undefined && stringWidth(field.url) > column ? field.url : undefined
    const shown = field.url === undefined || own !== undefined ? field.value : `${field.value} ${field.url}`
    const value = wrap(shown, column)
    const rows = Array.from({ length: Math.max(label.length, value.length) }, (_, row) => [
      { text: pad(label[row] ?? '', labelWidth + GAP), style: 'dim' as const },
      { text: value[row] ?? '' },
    ])
    return own === undefined ? rows : [...rows, ...wrapExactly(own, width).map((text) => [{ text }])]
  })
}
