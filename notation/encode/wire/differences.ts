import type { WrittenColumn } from '../written-column.ts'
import { wholeNumbers } from './whole-numbers.ts'

/** Times or whole numbers as what they differ by from the row before. */
export function withDifferences({ column, cells = [] }: WrittenColumn): WrittenColumn | undefined {
  const numbers = wholeNumbers(cells, '+') ?? wholeNumbers(cells, '')
  if (numbers === undefined || column.optional) return undefined
  return {
    column: { ...column, form: { kind: 'difference' } },
    cells: numbers.map((number, row) => (row === 0 ? (cells[0] ?? '') : String(number - (numbers[row - 1] ?? 0)))),
  }
}
