import { weigh } from '../../shared/weight.ts'
import type { EncodeContext } from '../context.ts'
import type { ColumnDraft } from '../draft-columns.ts'
import { writeColumnNames } from '../header.ts'
import type { WrittenColumn } from '../written-column.ts'
import { withCodes } from './codes.ts'
import { withDifferences } from './differences.ts'
import { withSince } from './since.ts'
import { withTemplates } from './templates.ts'

/** Each column in the cheapest of the forms a machine can read. */
export function tightenColumns(
  plain: readonly WrittenColumn[],
  drafts: readonly ColumnDraft[],
  context: EncodeContext,
): readonly WrittenColumn[] {
  return plain.map((column, index) => {
    const content = drafts[index]?.content
    if (content?.kind !== 'values') return column
    const { values } = content
    const candidates = [
      withCodes(column, values),
      withDifferences(column),
      withSince(column, plain.slice(0, index)),
      withTemplates(column, values),
    ]
    return candidates.reduce<WrittenColumn>(
      (best, each) => (each !== undefined && weightOf(each, context) < weightOf(best, context) ? each : best),
      column,
    )
  })
}

function weightOf({ column, cells = [] }: WrittenColumn, context: EncodeContext): number {
  return weigh(writeColumnNames([column], context)) + weigh(cells.map((cell) => ` ${cell}`).join(''))
}
