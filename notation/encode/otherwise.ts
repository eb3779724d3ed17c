import { MISSING } from '../shared/column.ts'
import { isScalar, type Scalar } from '../shared/json.ts'
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
  const counts = new Map<Scalar, number>()
  for (const value of content.values)
    if (value !== undefined && isScalar(value)) counts.set(value, (counts.get(value) ?? 0) + 1)
  for (const [value, count] of counts) if (count >= LEAST_SHARE * content.values.length) return { value, count }
  return undefined
}
