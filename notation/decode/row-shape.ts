import type { Column } from '../shared/column.ts'
import { type Json, setField } from '../shared/json.ts'
import { type Cursor, refuse } from './cursor.ts'

/** Stands in a row's values for what the row lacks. */
export const LACKING = Symbol('lacking')
export type CellValue = Json | typeof LACKING

/** How the values of a row, in the order of the columns, make an object. */
export interface RowShape {
  readonly fields: readonly Field[]
}
type Field =
  | { readonly kind: 'value'; readonly key: string; readonly index: number }
  | { readonly kind: 'group'; readonly key: string; readonly fields: Field[] }

/** Refuses columns that name a field twice or take a group apart. */
export function shapeOf(cursor: Cursor, columns: readonly Column[]): RowShape {
  const fields: Field[] = []
  columns.forEach(({ path }, index) => {
    const last = path.length - 1
    const group = path.slice(0, last).reduce((into, key) => groupFor(cursor, into, key), fields)
    const key = path[last] ?? ''
    refuseTwice(cursor, group, key)
    group.push({ kind: 'value', key, index })
  })
  return { fields }
}

function groupFor(cursor: Cursor, fields: Field[], key: string): Field[] {
  const last = fields.at(-1)
  if (last?.kind === 'group' && last.key === key) return last.fields
  refuseTwice(cursor, fields, key)
  const group: Field = { kind: 'group', key, fields: [] }
  fields.push(group)
  return group.fields
}

function refuseTwice(cursor: Cursor, fields: readonly Field[], key: string): void {
  if (fields.some((field) => field.key === key))
    refuse(cursor, 'duplicate_key', `${JSON.stringify(key)} comes twice`, 0)
}

/** Nothing when the row has none of it. */
export function assemble(fields: readonly Field[], values: readonly CellValue[]): Record<string, Json> | undefined {
  const object: Record<string, Json> = {}
  let isEmpty = true
  for (const field of fields) {
    const value = field.kind === 'value' ? values[field.index] : assemble(field.fields, values)
    if (value === undefined || value === LACKING) continue
    isEmpty = false
    setField(object, field.key, value)
  }
  return isEmpty ? undefined : object
}
