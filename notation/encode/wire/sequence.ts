import type { ColumnForm } from '../../shared/column.ts'
import type { Scalar } from '../../shared/json.ts'
import { splitNumber } from '../../shared/sequences.ts'

/** Values whose text stays the same while their last number grows by the same step from row to row. */
export function sequenceOf(values: readonly unknown[]): ColumnForm | undefined {
  const [first, second] = values
  if (!isCountable(first) || !isCountable(second) || typeof first !== typeof second) return undefined
  const start = splitNumber(first)
  const next = splitNumber(second)
  if (start === undefined || next === undefined) return undefined
  const step = next.number - start.number
  const isSequence = step !== 0 && values.every((value, row) => value === start.at(start.number + row * step))
  return isSequence ? { kind: 'sequence', first, step } : undefined
}

function isCountable(value: unknown): value is Exclude<Scalar, null | boolean> {
  return typeof value === 'string' || Number.isSafeInteger(value)
}
