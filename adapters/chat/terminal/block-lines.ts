import type { Block, Button, ProgressStep } from '../../../src/domain/card.ts'
import { progressBar } from '../progress-bar.ts'
import { labelledLines } from './labelled-lines.ts'
import { flow, type Line, type Style } from './line.ts'
import { oneLine } from './plain-text.ts'
import { tableLines } from './table-lines.ts'
import { wrap, wrapExactly } from './wrap.ts'

const STEP_GAP = 3
const BUTTON_GAP = 3
const CODE_INDENT = 2
const BAR_WIDTH = 20
/** About two screens: more log than that hides the card it belongs to. */
const MOST_CODE_LINES = 60
/** Where there are no files, what would be one is printed. */
const MOST_FILE_LINES = 500

const STEP_SIGNS = {
  done: { sign: '✓', style: 'green' },
  active: { sign: '●', style: 'cyan' },
  pending: { sign: '○', style: 'dim' },
  failed: { sign: '✗', style: 'red' },
} as const satisfies Record<ProgressStep['state'], { sign: string; style: Style }>

const BUTTON_STYLES = {
  primary: ['bold', 'green'],
  danger: ['bold', 'red'],
  plain: 'bold',
} as const satisfies Record<Button['style'], Style>

/** The lines of one block, none wider than `width`. */
export function blockLines(block: Block, width: number, numberOf: (button: Button) => number): Line[] {
  switch (block.kind) {
    case 'text':
      return wrap(block.text, width).map((text) => [{ text }])
    case 'fields':
      return labelledLines(block.fields, width)
    case 'table':
      return tableLines(block.columns, block.rows, width)
    case 'code':
      return codeLines(block.text, width)
    case 'file':
      return codeLines(block.text, width, MOST_FILE_LINES)
    case 'link':
      return wrap(`${block.label}: ${block.thread}`, width).map((text) => [{ text }])
    case 'progress':
      return [...flow(block.steps.map(stepItem), STEP_GAP, width), ...shareLines(block.share)]
    case 'buttons':
      return flow(
        block.buttons.map((button) => buttonItem(button, numberOf(button))),
        BUTTON_GAP,
        width,
      )
  }
}

/** `██████░░░░ 60 %`. */
function shareLines(share: number | undefined): Line[] {
  if (share === undefined) return []
  const { full, empty, percent } = progressBar(share, BAR_WIDTH)
  const bar = [
    { text: '█'.repeat(full), style: 'cyan' as const },
    { text: '░'.repeat(empty), style: 'dim' as const },
  ]
  return [[...bar, { text: ` ${percent}` }]]
}

function codeLines(text: string, width: number, most = MOST_CODE_LINES): Line[] {
  const rows = wrapExactly(text, width - CODE_INDENT)
  const left = Math.max(0, rows.length - most)
  const shown = left > 0 ? [`… ${left} lines before this`, ...rows.slice(left)] : rows
  return shown.map((row) => [{ text: ' '.repeat(CODE_INDENT) }, { text: row, style: 'dim' }])
}

function stepItem(step: ProgressStep): Line {
  const { sign, style } = STEP_SIGNS[step.state]
  const label = { text: oneLine(step.label) }
  const note: Line = step.note === undefined ? [] : [{ text: ` (${oneLine(step.note)})`, style: 'dim' }]
  return [{ text: `${sign} `, style }, step.state === 'pending' ? { ...label, style } : label, ...note]
}

function buttonItem(button: Button, number: number): Line {
  return [{ text: `[${number}] `, style: BUTTON_STYLES[button.style] }, { text: oneLine(button.label) }]
}
