import { type Column, type ColumnForm, MISSING } from '../shared/column.ts'
import { isScalar, type Json, type Scalar } from '../shared/json.ts'
import { weigh } from '../shared/weight.ts'
import { writeCells, writeListCell } from './cells.ts'
import type { EncodeContext } from './context.ts'
import type { ColumnDraft } from './draft-columns.ts'
import { countOmissible, withOtherwise } from './otherwise.ts'
import { chooseTextForms, type TextForm } from './text-forms.ts'
import { elapsedOf } from './wire/elapsed.ts'
import { sequenceOf } from './wire/sequence.ts'
import { tightenColumns } from './wire/tighten-columns.ts'
import type { WrittenColumn } from './written-column.ts'

/** A table's columns and one text a row, with the rows below it. */
export interface TableRows {
  readonly columns: readonly Column[]
  readonly rows: readonly string[]
}

/** @param rowKeys What each row begins with, in a keyed map. */
export function writeTableRows(
  drafts: readonly ColumnDraft[],
  context: EncodeContext,
  rowKeys?: readonly string[],
): TableRows {
  const written = writeColumns(drafts, rowKeys !== undefined, context)
  const open = written.filter(({ cells }) => cells !== undefined)
  const count = rowKeys?.length ?? open[0]?.cells?.length ?? 0
  const rows = Array.from({ length: count }, (_, row) => writeRow(open, row, rowKeys?.[row]))
  return { columns: written.map(({ column }) => column), rows }
}

function writeRow(columns: readonly WrittenColumn[], row: number, key: string | undefined): string {
  const used = usedColumns(columns, row, key === undefined ? 1 : 0)
  let text = key ?? columns[0]?.cells?.[row] ?? ''
  for (let index = key === undefined ? 1 : 0; index < used; index += 1) text += ` ${columns[index]?.cells?.[row] ?? ''}`
  for (const { below } of columns) {
    const rows = below?.[row]
    if (rows) text += `\n ${rows.replaceAll('\n', '\n ')}`
  }
  return text
}

/** What a row lacks at its end is left off, but a row is never empty, and what takes the rest is counted from the end. */
function usedColumns(columns: readonly WrittenColumn[], row: number, least: number): number {
  let used = columns.length
  while (used > least && columns[used - 1]?.cells?.[row] === MISSING) used -= 1
  const isCounted = columns.slice(0, used).some(({ column }) => takesRest(column))
  return isCounted ? columns.length : used
}

function takesRest({ form }: Column): boolean {
  return form.kind === 'rest' || form.kind === 'template'
}

/** Decides how each column is written and writes it. Rows without keys of their own keep a column of cells. */
function writeColumns(
  drafts: readonly ColumnDraft[],
  hasRowKeys: boolean,
  context: EncodeContext,
): readonly WrittenColumn[] {
  const elided = drafts.map((draft) => elidedForm(draft, drafts, context))
  if (!hasRowKeys && !elided.includes(undefined)) elided[0] = undefined
  const open = drafts.filter((_, index) => elided[index] === undefined)
  const forms = chooseTextForms(open, countOmissible(open.at(-1)))
  const plain = open.map((draft, index) => writeColumn(draft, forms[index], index === open.length - 1, context))
  const tight = context.profile === 'wire' ? tightenColumns(plain, open, context) : plain
  const written = shortenEnds(tight, open, hasRowKeys).values()
  return drafts.flatMap(({ path }, index): readonly WrittenColumn[] | WrittenColumn => {
    const form = elided[index]
    return form === undefined ? (written.next().value ?? []) : [{ column: { path, optional: false, form } }]
  })
}

/** What only the first or the last cell of a line can do without. */
function shortenEnds(
  columns: readonly WrittenColumn[],
  drafts: readonly ColumnDraft[],
  hasRowKeys: boolean,
): readonly WrittenColumn[] {
  const last = columns.length - 1
  const mayEndEarly = (last > 0 || hasRowKeys) && !columns.some(({ column }) => takesRest(column))
  return columns.map((column, index) => {
    const draft = drafts[index]
    if (index === 0 && !hasRowKeys) return withoutSigns(column)
    return index === last && mayEndEarly && draft !== undefined ? withOtherwise(column, draft) : column
  })
}

function writeColumn(
  { path, optional, content }: ColumnDraft,
  form: TextForm = { kind: 'word' },
  isLast: boolean,
  context: EncodeContext,
): WrittenColumn {
  switch (content.kind) {
    case 'values':
      return { column: { path, optional, form }, cells: writeCells(content.values, form, isLast, context) }
    case 'list':
      return writeListColumn(path, optional, content.values, context)
    case 'rows': {
      const { columns, rows } = writeTableRows(content.columns, context)
      const { cells, below } = shareOut(content.counts, rows)
      return { column: { path, optional, form: { kind: 'rows', columns } }, cells, below }
    }
  }
}

/** Gives each parent the rows its cell counts. */
function shareOut(
  counts: readonly (number | undefined)[],
  rows: readonly string[],
): { readonly cells: readonly string[]; readonly below: readonly string[] } {
  let from = 0
  const below = counts.map((count = 0) => {
    const own = rows.slice(from, from + count)
    from += count
    return own.join('\n')
  })
  return { cells: counts.map((count) => (count === undefined ? '-' : String(count))), below }
}

/** The form of a column that needs no cells, if it can do without. */
function elidedForm(
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

/** Lists with commas when they are short, in brackets when they are long: a comma is a token, a space is not. */
function writeListColumn(
  path: readonly string[],
  optional: boolean,
  values: readonly (readonly Json[] | undefined)[],
  context: EncodeContext,
): WrittenColumn {
  const commas = values.map((value) => writeListCell(value, context))
  const brackets = writeCells(values, { kind: 'word' }, false, context)
  return weigh(commas.join(' ')) < weigh(brackets.join(' '))
    ? { column: { path, optional, form: { kind: 'list' } }, cells: commas }
    : { column: { path, optional, form: { kind: 'word' } }, cells: brackets }
}

const OFFSET = /^\+[\d.]+$/

/** At the beginning of a line the sign of an offset is a token of its own: where all have it, the header says so. */
function withoutSigns(plain: WrittenColumn): WrittenColumn {
  const { column, cells = [] } = plain
  if (column.optional || column.form.kind !== 'word' || !cells.every((cell) => OFFSET.test(cell))) return plain
  return { column: { ...column, form: { kind: 'offset' } }, cells: cells.map((cell) => cell.slice(1)) }
}
