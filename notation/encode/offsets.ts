import type { WrittenColumn } from './written-column.ts'

const OFFSET = /^\+[\d.]+$/

/** At the beginning of a line the sign of an offset is a token of its own: where all have it, the header says so. */
export function withoutSigns(plain: WrittenColumn): WrittenColumn {
  const { column, cells = [] } = plain
  if (column.optional || column.form.kind !== 'word' || !cells.every((cell) => OFFSET.test(cell))) return plain
  return { column: { ...column, form: { kind: 'offset' } }, cells: cells.map((cell) => cell.slice(1)) }
}
