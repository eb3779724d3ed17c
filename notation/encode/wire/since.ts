import type { WrittenColumn } from '../written-column.ts'
import { wholeNumbers } from './whole-numbers.ts'

/** Times as what they differ by from the nearest column to the left that has times only. */
export function withSince(
  { column, cells = [] }: WrittenColumn,
  left: readonly WrittenColumn[],
): WrittenColumn | undefined {
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
