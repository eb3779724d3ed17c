import { codeOf, MISSING, MOST_CODES } from '../../shared/column.ts'
import { isScalar, type Json, type Scalar } from '../../shared/json.ts'
import { weigh } from '../../shared/weight.ts'
import type { EncodeContext } from '../context.ts'
import type { ColumnDraft } from '../draft-columns.ts'
import { writeColumnNames } from '../header.ts'
import type { WrittenColumn } from '../written-column.ts'
import { withTemplates } from './templates.ts'
import { wholeNumbers } from './whole-numbers.ts'

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

/** A letter for each of a few values that come up again and again. */
function withCodes({ column }: WrittenColumn, values: readonly (Json | undefined)[]): WrittenColumn | undefined {
  const codes = new Map<Scalar, string>()
  for (const value of values) {
    if (value === undefined || (isScalar(value) && codes.has(value))) continue
    if (!isScalar(value) || codes.size === MOST_CODES) return undefined
    codes.set(value, codeOf(codes.size))
  }
  if (codes.size * 2 > values.length) return undefined
  return {
    column: { ...column, form: { kind: 'codes', values: [...codes.keys()] } },
    cells: values.map((value) => (value === undefined ? MISSING : (codes.get(value as Scalar) ?? MISSING))),
  }
}

/** Times or whole numbers as what they differ by from the row before. */
function withDifferences({ column, cells = [] }: WrittenColumn): WrittenColumn | undefined {
  const numbers = wholeNumbers(cells, '+') ?? wholeNumbers(cells, '')
  if (numbers === undefined || column.optional) return undefined
  return {
    column: { ...column, form: { kind: 'difference' } },
    cells: numbers.map((number, row) => (row === 0 ? (cells[0] ?? '') : String(number - (numbers[row - 1] ?? 0)))),
  }
}

/** Times as what they differ by from the nearest column to the left that has times only. */
function withSince({ column, cells = [] }: WrittenColumn, left: readonly WrittenColumn[]): WrittenColumn | undefined {
  const own = column.optional ? undefined : wholeNumbers(cells, '+')
  if (own === undefined) return undefined
  const earlier = left.findLast((each) => !each.column.optional && wholeNumbers(each.cells ?? [], '+') !== undefined)
  const theirs = wholeNumbers(earlier?.cells ?? [], '+')
  if (earlier === undefined || theirs === undefined) return undefined
  return {
    column: { ...column, form: { kind: 'since', path: earlier.column.path } },
    cells: own.map((number, row) => String(number - (theirs[row] ?? 0))),
  }
}
