import type { ColumnForm } from '../../shared/column.ts'
import { readInstant } from '../../shared/instants.ts'
import type { Json } from '../../shared/json.ts'
import type { ColumnDraft } from '../draft-columns.ts'

type Values = readonly (Json | undefined)[]

/** Numbers that are the time between two other columns in every row. */
export function elapsedOf(values: Values, drafts: readonly ColumnDraft[]): ColumnForm | undefined {
  if (typeof values[0] !== 'number') return undefined
  const times = drafts.filter(isTimes)
  for (const from of times)
    for (const to of times)
      for (const unit of ['second', 'millisecond'] as const)
        if (from !== to && values.every((value, row) => value === elapsed(valueAt(from, row), valueAt(to, row), unit)))
          return { kind: 'elapsed', from: from.path, to: to.path, unit }
  return undefined
}

/** Judged by the first row: the others are compared one by one. */
function isTimes(draft: ColumnDraft): boolean {
  const first = valueAt(draft, 0)
  return !draft.optional && typeof first === 'string' && readInstant(first) !== undefined
}

function valueAt({ content }: ColumnDraft, row: number): Json | undefined {
  return content.kind === 'values' ? content.values[row] : undefined
}

function elapsed(from: Json | undefined, to: Json | undefined, unit: 'second' | 'millisecond'): number | undefined {
  const begin = typeof from === 'string' ? readInstant(from) : undefined
  const end = typeof to === 'string' ? readInstant(to) : undefined
  return begin === undefined || end === undefined ? undefined : (end.at - begin.at) / (unit === 'second' ? 1000 : 1)
}
