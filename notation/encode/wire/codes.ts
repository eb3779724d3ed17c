import { codeOf, MISSING, MOST_CODES } from '../../shared/column.ts'
import { isScalar, type Json, type Scalar } from '../../shared/json.ts'
import type { WrittenColumn } from '../written-column.ts'

/** A letter for each of a few values that come up again and again. */
export function withCodes({ column }: WrittenColumn, values: readonly (Json | undefined)[]): WrittenColumn | undefined {
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
