import type { ColumnForm } from '../shared/column.ts'
import { isScalar, type Scalar } from '../shared/json.ts'
import type { EncodeContext } from './context.ts'
import type { ColumnDraft } from './draft-columns.ts'
import { elapsedOf } from './wire/elapsed.ts'
import { sequenceOf } from './wire/sequence.ts'

/** The form of a column that needs no cells, if it can do without. */
export function elidedForm(
  draft: ColumnDraft,
  drafts: readonly ColumnDraft[],
  { profile }: EncodeContext,
): ColumnForm | undefined {
  const { content, optional } = draft
  if (optional || content.kind !== 'values' || content.values.length < 2) return undefined
  const value = constantOf(content.values)
  if (value !== undefined) return { kind: 'constant', value }
  return profile === 'wire' ? (sequenceOf(content.values) ?? elapsedOf(content.values, drafts)) : undefined
}

function constantOf(values: readonly unknown[]): Scalar | undefined {
  const first = values[0] as Scalar
  return isScalar(first) && values.every((value) => value === first) ? first : undefined
}
