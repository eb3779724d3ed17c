import { styleText } from 'node:util'
import stringWidth from 'string-width'
import { wrap } from './wrap.ts'

export type Style = Parameters<typeof styleText>[0]

/** A stretch of one line in one style. Its text is plain already: no control characters, no line break. */
export interface Span {
  readonly text: string
  readonly style?: Style
}

export type Line = readonly Span[]

function widthOf(spans: Line): number {
  return spans.reduce((sum, span) => sum + stringWidth(span.text), 0)
}

export function paint(line: Line, colour: boolean): string {
  return line
    .map(({ text, style }) =>
      colour && style !== undefined ? styleText(style, text, { validateStream: false }) : text,
    )
    .join('')
}

/** Fills with spaces up to `width` columns. */
export function pad(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - stringWidth(text)))
}

/** Puts items side by side, `gap` columns apart, and continues on the next line when one no longer fits. */
export function flow(items: readonly Line[], gap: number, width: number): Line[] {
  const lines: Line[] = []
  for (const item of items) {
    const last = lines.at(-1)
    if (last !== undefined && widthOf(last) + gap + widthOf(item) <= width) {
      lines[lines.length - 1] = [...last, { text: ' '.repeat(gap) }, ...item]
    } else {
      lines.push(...breakItem(item, width))
    }
  }
  return lines
}

/** An item is a short sign and a label; only the label can be too long. */
function breakItem(item: Line, width: number): Line[] {
  const label = item.at(-1)
  if (label === undefined || widthOf(item) <= width) return [item]
  const before = item.slice(0, -1)
  const indent = widthOf(before)
  return wrap(label.text, width - indent).map((text, row) =>
    row === 0 ? [...before, { ...label, text }] : [{ text: ' '.repeat(indent) }, { ...label, text }],
  )
}
