import type { Column, ColumnForm } from '../shared/column.ts'
import { readInstant } from '../shared/instants.ts'
import { type Cursor, refuse } from './cursor.ts'
import type { CellValue } from './row-shape.ts'
import { indexOfPath } from './wire-cells.ts'

/** A column of the time between two others; all by their place among the columns. */
export interface ElapsedColumn {
  readonly index: number
  readonly from: number
  readonly to: number
  readonly unit: Extract<ColumnForm, { readonly kind: 'elapsed' }>['unit']
}

export function elapsedColumns(cursor: Cursor, columns: readonly Column[]): readonly ElapsedColumn[] {
  return columns.flatMap(({ form }, index) => {
    if (form.kind !== 'elapsed') return []
    const from = indexOfPath(cursor, columns, form.from)
    return [{ index, from, to: indexOfPath(cursor, columns, form.to), unit: form.unit }]
  })
}

export function elapsedIn(cursor: Cursor, { from, to, unit }: ElapsedColumn, values: readonly CellValue[]): number {
  const begin = timeOf(cursor, values[from])
  const passed = timeOf(cursor, values[to]) - begin
  return unit === 'second' ? passed / 1000 : passed
}

function timeOf(cursor: Cursor, value: CellValue | undefined): number {
  const instant = typeof value === 'string' ? readInstant(value) : undefined
  return instant?.at ?? refuse(cursor, 'syntax', 'no time to reckon with', 0)
}
