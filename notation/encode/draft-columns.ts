import { isArray, isObject, isScalar, type Json, type JsonObject } from '../shared/json.ts'
import { mergeKeys } from './merge-keys.ts'

/** A column before it is decided how to write its cells; a row that lacks it has undefined. */
export interface ColumnDraft {
  readonly path: readonly string[]
  readonly optional: boolean
  readonly content: DraftContent
}

export type DraftContent =
  | { readonly kind: 'values'; readonly values: readonly (Json | undefined)[] }
  | { readonly kind: 'list'; readonly values: readonly (readonly Json[] | undefined)[] }
  | {
      readonly kind: 'rows'
      readonly counts: readonly (number | undefined)[]
      readonly columns: readonly ColumnDraft[]
    }

type Row = JsonObject | undefined

/** More columns than this are a map, not a table. */
const MOST_COLUMNS = 100
/** Below this share of filled cells, nested objects are written in place. */
const LEAST_FILLED = 0.5

/** The columns of rows, nested objects spread over dotted ones; nothing when the rows have no common order of keys. */
export function draftColumns(rows: readonly Row[], path: readonly string[] = []): readonly ColumnDraft[] | undefined {
  const merged = mergeKeys(rows)
  if (merged === undefined || merged.keys.length > MOST_COLUMNS) return undefined
  return merged.keys.flatMap((key) => draftKey(valuesOf(rows, key, merged.isUniform), [...path, key]))
}

function valuesOf(rows: readonly Row[], key: string, isUniform: boolean): Values {
  if (isUniform) return rows.map((row) => row?.[key])
  return rows.map((row) => (row !== undefined && Object.hasOwn(row, key) ? row[key] : undefined))
}

function draftKey(values: Values, path: readonly string[]): readonly ColumnDraft[] {
  const content = (): DraftContent => draftRows(values) ?? draftList(values) ?? { kind: 'values', values }
  return draftGroup(values, path) ?? [{ path, optional: values.includes(undefined), content: content() }]
}

type Values = readonly (Json | undefined)[]

function draftGroup(values: Values, path: readonly string[]): readonly ColumnDraft[] | undefined {
  if (!values.every((value): value is Row => value === undefined || isFilledObject(value))) return undefined
  const columns = draftColumns(values, path)
  return columns !== undefined && filledShare(columns, values) >= LEAST_FILLED ? columns : undefined
}

function isFilledObject(value: Json): value is JsonObject {
  return isObject(value) && Object.keys(value).length > 0
}

/** How many of the cells are there, of the rows that have the group at all. */
function filledShare(columns: readonly ColumnDraft[], group: Values): number {
  const present = group.filter((value) => value !== undefined).length
  const filled = columns.reduce((sum, { content }) => sum + countPresent(content), 0)
  return filled / (present * columns.length)
}

function countPresent(content: DraftContent): number {
  const cells: readonly unknown[] = content.kind === 'rows' ? content.counts : content.values
  return cells.filter((cell) => cell !== undefined).length
}

function draftRows(values: Values): DraftContent | undefined {
  const lists: (readonly Json[])[] = []
  for (const value of values) {
    if (value === undefined) continue
    if (!isArray(value) || !value.every(isFilledObject)) return undefined
    lists.push(value)
  }
  const rows = lists.flat().filter(isObject)
  const columns = rows.length === 0 ? undefined : draftColumns(rows)
  if (columns === undefined || filledShare(columns, rows) < LEAST_FILLED) return undefined
  return { kind: 'rows', counts: values.map((value) => (Array.isArray(value) ? value.length : undefined)), columns }
}

function draftList(values: Values): DraftContent | undefined {
  const isList = (value: Json | undefined): value is readonly Json[] | undefined =>
    value === undefined || (isArray(value) && value.every(isScalar))
  if (!values.every(isList)) return undefined
  return values.some((value) => value !== undefined && value.length > 0) ? { kind: 'list', values } : undefined
}
