import { MISSING } from '../shared/column.ts'
import { isScalar, type Json, type Scalar } from '../shared/json.ts'
import type { ColumnDraft } from './draft-columns.ts'
import type { WrittenColumn } from './written-column.ts'

/** From this share of the rows on, the header says what most have. */
const LEAST_SHARE = 0.6
const LEAST_ROWS = 8

/** The last column without the cells that hold what most of its rows do. */
export function withOtherwise(plain: WrittenColumn, draft: ColumnDraft): WrittenColumn {
  const { column, cells = [] } = plain
  const value = column.form.kind === 'word' ? commonest(draft)?.value : undefined
  if (value === undefined || draft.content.kind !== 'values') return plain
  const { values } = draft.content
  return {
    column: { ...column, optional: true, otherwise: value },
    cells: cells.map((cell, row) => (values[row] === value ? MISSING : cell)),
  }
}

/** How many cells that would save. */
export function countOmissible(draft: ColumnDraft | undefined): number {
  return (draft === undefined ? undefined : commonest(draft)?.count) ?? 0
}

/** The value most rows have, if most do. */
function commonest({ content, optional }: ColumnDraft): { readonly value: Scalar; readonly count: number } | undefined {
  if (optional || content.kind !== 'values' || content.values.length < LEAST_ROWS) return undefined
  const value = majorityOf(content.values)
  if (value === undefined || !isScalar(value)) return undefined
  const count = content.values.filter((each) => each === value).length
  return count >= LEAST_SHARE * content.values.length ? { value, count } : undefined
}

/** The one value that more than half may be; found by pairing each with a different one. */
function majorityOf(values: readonly (Json | undefined)[]): Json | undefined {
  let candidate: Json | undefined
  let lead = 0
  for (const value of values) {
    if (lead === 0) candidate = value
    lead += value === candidate ? 1 : -1
  }
  return candidate
}
