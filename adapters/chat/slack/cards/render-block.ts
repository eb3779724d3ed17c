import type { Block, Moment } from '../../../../src/domain/card.ts'
import type { CardWords } from '../../../../src/domain/platform-words.ts'
import { threadUrl } from '../addresses.ts'
import { cutEnd, cutStart, visible } from './exact-text.ts'
import type { Picture } from './picture.ts'
import { renderButtons } from './render-buttons.ts'
import { renderFields } from './render-fields.ts'
import { renderPicture } from './render-picture.ts'
import { renderProgress } from './render-progress.ts'
import { renderTable, type Table } from './render-table.ts'
import { dated, link, paragraph, preformatted } from './rich-text.ts'
import type { SlackBlock } from './slack-block.ts'
import { tableText } from './table-text.ts'

/** What there is to show a block with. */
export interface Means {
  /** The address of the workspace, `https://harbour.slack.com/`; without it there are no links to threads. */
  readonly workspace?: string | undefined
  /** What was uploaded of the card's charts. */
  readonly pictures?: readonly Picture[]
  /** No table, chart or picture, which Slack has refused: their rows as text. */
  readonly isPlain?: boolean
}

/** A message may hold one table block; the others are text. */
export interface Sight extends Means {
  /** In the language of the card. */
  readonly words: CardWords
  readonly moments: readonly Moment[] | undefined
  /** Of several tables the first; undefined where none may be a table block. */
  readonly table: Table | undefined
  /** Tables whose chart Slack draws itself. */
  readonly charted: ReadonlySet<Table>
  /** Characters for a text. */
  readonly max: number
}

/** A table holds more of a message than a text does, and says so in fewer words. */
const TEXTS_IN_TABLE = 3

/** A block of a card in Slack's form, with about as many characters as it may have; nothing when there is nothing to show. */
export function renderBlock(block: Block, sight: Sight): readonly SlackBlock[] {
  const { max, moments, workspace } = sight
  switch (block.kind) {
    case 'text':
      return paragraph(dated(cutEnd(visible(block.text), max), moments))
    case 'fields':
      return renderFields(block.fields, moments, max)
    case 'table':
      return [...renderPicture(block, sight), ...rowsOf(block, sight)]
    case 'code':
      return preformatted(cutStart(visible(block.text), max))
    case 'file':
      return preformatted(cutStart(visible(block.preview), max))
    case 'link':
      return linkLine(block, max, workspace)
    case 'progress':
      return renderProgress(block, max)
    case 'buttons':
      return renderButtons(block, max, sight.words)
  }
}

function rowsOf(block: Table, { words, table, moments, max }: Sight): readonly SlackBlock[] {
  const native = block === table ? renderTable(block, moments, max * TEXTS_IN_TABLE, words) : undefined
  return native ?? preformatted(tableText(block, max, words))
}

/** Nothing where the thread's address is not known. */
function linkLine({ label, thread }: Extract<Block, { kind: 'link' }>, max: number, workspace: string | undefined) {
  const url = workspace === undefined ? undefined : threadUrl(thread, workspace)
  return paragraph(url === undefined ? [] : link(url, cutEnd(visible(label), max)))
}
