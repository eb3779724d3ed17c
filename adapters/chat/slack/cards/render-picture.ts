import type { Block, Card } from '../../../../src/domain/card.ts'
import { CHARS_IN_ALT_TEXT, CHARTS_IN_MESSAGE } from '../limits.ts'
import { cutEnd, visible } from './exact-text.ts'
import { chartName, type Picture } from './picture.ts'
import { chartBlock, isWholeInBlock } from './render-chart.ts'
import type { Table } from './render-table.ts'
import type { SlackBlock } from './slack-block.ts'

interface Drawing {
  readonly pictures?: readonly Picture[]
  readonly charted: ReadonlySet<Table>
  readonly max: number
}

/** The chart above its rows: drawn by Slack itself where that says all of it, else as the picture that was uploaded. */
export function renderPicture(table: Table, { pictures = [], charted, max }: Drawing): readonly SlackBlock[] {
  const { picture } = table
  if (picture === undefined) return []
  const native = charted.has(table) ? chartBlock(picture.chart) : undefined
  if (native !== undefined && isWholeInBlock(picture.chart)) return [native]
  const uploaded = pictures.find(({ chart }) => chartName(chart) === chartName(picture.chart))
  if (uploaded === undefined) return native === undefined ? [] : [native]
  const alt = cutEnd(visible(picture.alt), Math.min(CHARS_IN_ALT_TEXT, max)) || '…'
  return [{ type: 'image', alt_text: alt, slack_file: { id: uploaded.file } }]
}

/** The charts of a card that need a picture. */
export function chartsToPaint({ blocks }: Card): readonly NonNullable<Table['picture']>[] {
  const charted = chartedBySlack(blocks)
  return blocks.flatMap((block) => {
    if (block.kind !== 'table' || block.picture === undefined) return []
    return charted.has(block) && isWholeInBlock(block.picture.chart) ? [] : [block.picture]
  })
}

/** The tables of which Slack draws the chart: the first two that it can. */
export function chartedBySlack(blocks: readonly Block[]): ReadonlySet<Table> {
  const drawable = blocks.filter(
    (block): block is Table =>
      block.kind === 'table' && block.picture !== undefined && chartBlock(block.picture.chart) !== undefined,
  )
  return new Set(drawable.slice(0, CHARTS_IN_MESSAGE))
}
