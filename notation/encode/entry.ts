import { isArray, isScalar, type Json, type JsonObject } from '../shared/json.ts'
import { isBareLine, isBareRowKey, quote, writeKey } from '../shared/quoting.ts'
import { cheapest } from './candidates.ts'
import type { EncodeContext } from './context.ts'
import { draftColumns } from './draft-columns.ts'
import { writeFields, writeFlow } from './flow.ts'
import { writeColumnNames } from './header.ts'
import { writeScalar } from './scalar.ts'
import { type TableRows, writeTableRows } from './table-rows.ts'

/** A key and its value in the cheapest form: on one line, as a block, a table or a list. */
function writeEntry(key: string, value: Json, context: EncodeContext): string {
  if (isScalar(value)) return `${key}: ${writeScalar(value, isBareLine, context)}`
  return isArray(value) ? writeArray(key, value, context) : writeObject(key, value, context)
}

/** The fields of a document: each on lines of its own, the first perhaps together on one. */
export function writeBlock(object: JsonObject, context: EncodeContext): string {
  const entries = writeEntries(object, context)
  return cheapest(entries.join('\n'), writeBegun('', object, entries, '\n', context))
}

function writeEntries(object: JsonObject, context: EncodeContext): readonly string[] {
  return Object.keys(object).map((key) => writeEntry(writeKey(key), object[key] ?? null, context))
}

function writeObject(key: string, object: JsonObject, context: EncodeContext): string {
  const [only, ...others] = Object.keys(object)
  if (only === undefined) return `${key}: {}`
  const line = `${key}: ${writeFields(object, context)}`
  if (others.length === 0) return cheapest(line, writeEntry(`${key}.${writeKey(only)}`, object[only] ?? null, context))
  const entries = writeEntries(object, { ...context, isNested: true })
  return cheapest(
    line,
    `${key}:${below(entries)}`,
    writeBegun(`${key}: `, object, entries, '\n ', context),
    writeKeyed(key, object, context),
  )
}

/** The first fields on the line, the others below. */
function writeBegun(
  begin: string,
  object: JsonObject,
  entries: readonly string[],
  separator: string,
  context: EncodeContext,
): string | undefined {
  const keys = Object.keys(object)
  const long = keys.findIndex((key) => !isShort(object[key] ?? null, context))
  const count = long < 0 ? keys.length : long
  if (count === 0) return undefined
  const first = Object.fromEntries(keys.slice(0, count).map((key) => [key, object[key] ?? null]))
  const others = entries.slice(count)
  const line = `${begin}${writeFields(first, context)}`
  return others.length === 0 ? line : `${line}\n${others.join('\n')}`.replaceAll('\n', separator)
}

function isShort(value: Json, context: EncodeContext): boolean {
  return isScalar(value) && !writeFlow(value, context).startsWith('"')
}

/** A map of similar objects as a table with the keys before the rows. */
export function writeKeyed(key: string, object: JsonObject, context: EncodeContext): string | undefined {
  const rows = Object.values(object)
  if (rows.length < 2 || !rows.every(isFilledObject)) return undefined
  const drafts = draftColumns(rows)
  if (drafts === undefined) return undefined
  const rowKeys = Object.keys(object).map((rowKey) => (isBareRowKey(rowKey) ? rowKey : quote(rowKey)))
  const table = writeTableRows(drafts, context, rowKeys)
  return `${key}{${rows.length}}: ${writeColumnNames(table.columns, context)}\n${inset(table, context)}`
}

export function writeArray(key: string, array: readonly Json[], context: EncodeContext): string {
  if (array.length === 0) return `${key}: []`
  if (array.every(isScalar)) return cheapest(`${key}: ${writeFlow(array, context)}`, writeLines(key, array, context))
  return writeTable(key, array, context) ?? writeLooseArray(key, array, context)
}

/** One text a line. */
function writeLines(key: string, array: readonly Json[], context: EncodeContext): string | undefined {
  if (!array.some((item) => typeof item === 'string' && item.includes(' ')) || !array.every(isScalar)) return undefined
  return `${key}[${array.length}]: *\n${array.map((item) => writeScalar(item, isBareLine, context)).join('\n')}`
}

function writeTable(key: string, array: readonly Json[], context: EncodeContext): string | undefined {
  if (array.length < 2 || !array.every(isFilledObject)) return undefined
  const drafts = draftColumns(array)
  if (drafts === undefined) return undefined
  const rows = writeTableRows(drafts, context)
  const table = `${key}[${array.length}]: ${writeColumnNames(rows.columns, context)}\n${inset(rows, context)}`
  const isSparse = drafts.some(({ optional }) => optional)
  return isSparse ? cheapest(table, writeLooseArray(key, array, context)) : table
}

/** Items of different kinds: on one line, or each behind a dash. */
function writeLooseArray(key: string, array: readonly Json[], context: EncodeContext): string {
  const items = array.map((item) => writeItem(item, context)).join('\n')
  return cheapest(`${key}: ${writeFlow(array, context)}`, `${key}[${array.length}]: -\n${items}`)
}

function writeItem(item: Json, context: EncodeContext): string {
  if (isScalar(item)) return `- ${writeScalar(item, isBareLine, context)}`
  if (isArray(item))
    return item.length === 0 ? '- []' : `- ${writeArray('', item, { ...context, isNested: true }).replace(/^: /, '')}`
  if (!isFilledObject(item)) return '- {}'
  const entries = writeEntries(item, { ...context, isNested: true })
  return cheapest(
    `- ${writeFields(item, context)}`,
    `-${below(entries)}`,
    writeBegun('- ', item, entries, '\n ', context),
  )
}

/** Rows that begin with a word stand one space in, where that makes one token of two. */
function inset({ columns, rows }: TableRows, { isNested }: EncodeContext): string {
  const words =
    isNested || columns.some(({ form }) => form.kind === 'rows') ? [] : rows.filter((row) => /^\p{L}/u.test(row))
  return words.length * 2 > rows.length ? ` ${rows.join('\n ')}` : rows.join('\n')
}

function isFilledObject(value: Json): value is JsonObject {
  return !isScalar(value) && !isArray(value) && Object.keys(value).length > 0
}

function below(lines: readonly string[]): string {
  return `\n ${lines.join('\n').replaceAll('\n', '\n ')}`
}
