import { encode } from '../encode/encode.ts'
import { readInstant } from '../shared/instants.ts'
import { isArray, isObject, type Json, setField } from '../shared/json.ts'

export interface BriefOptions {
  /** What times are told from. */
  readonly now: Date
  /** Lists longer than this keep their last items. Default: 20. */
  readonly last?: number
  /** Significant digits of numbers that are not whole. Default: 2. */
  readonly digits?: number
}

interface Selection {
  readonly now: Date
  readonly last: number
  readonly digits: number
  readonly leftOut: string[]
}

/**
 * The gist of a value, for a model to read and nobody to decode: the last items of long lists, texts that differ in
 * numbers only as one with a count, times told from now, few digits. Its last line says what was left out.
 */
export function brief(value: Json, { now, last = 20, digits = 2 }: BriefOptions): string {
  const selection: Selection = { now, last, digits, leftOut: [] }
  const text = encode(select(value, '', selection))
  return selection.leftOut.length === 0 ? text : `${text}\n(left out: ${selection.leftOut.join('; ')})`
}

function select(value: Json, name: string, selection: Selection): Json {
  if (typeof value === 'number') return roundTo(value, selection.digits)
  if (typeof value === 'string') return relativeTime(value, selection.now)
  if (isArray(value)) return selectItems(value, name, selection)
  return isObject(value) ? selectFields(value, selection) : value
}

function selectFields(object: { readonly [key: string]: Json }, selection: Selection): Json {
  const selected: Record<string, Json> = {}
  for (const [key, value] of Object.entries(object)) setField(selected, key, select(value, key, selection))
  return selected
}

function selectItems(items: readonly Json[], name: string, selection: Selection): Json {
  const { items: grouped, merged } = groupAlike(items)
  const kept = grouped.slice(-selection.last)
  const what = JSON.stringify(name === '' ? 'items' : name)
  if (merged > 0) selection.leftOut.push(`${merged} repeated in ${what}`)
  if (kept.length < grouped.length)
    selection.leftOut.push(`first ${grouped.length - kept.length} of ${grouped.length} in ${what}`)
  return kept.map((item) => select(item, name, selection))
}

/** Texts of a list with those that differ in numbers only as one, its count behind it; other lists stay as they are. */
function groupAlike(items: readonly Json[]): { readonly items: readonly Json[]; readonly merged: number } {
  if (!items.every((item) => typeof item === 'string')) return { items, merged: 0 }
  const groups = [...Map.groupBy(items, (text) => text.replaceAll(/\d+/g, '#')).values()]
  const merged = items.length - groups.length
  return {
    items: groups.map(([first = '', ...others]) => (others.length === 0 ? first : `${first} (×${others.length + 1})`)),
    merged,
  }
}

const MINUTE = 60
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

/** `12m ago`, `in 3h`; a text that is no time of the day stays as it is. */
function relativeTime(text: string, now: Date): string {
  const instant = readInstant(text)
  if (instant === undefined || instant.form === 'day') return text
  const seconds = Math.round((instant.at - now.getTime()) / 1000)
  if (seconds === 0) return 'now'
  return seconds < 0 ? `${amount(-seconds)} ago` : `in ${amount(seconds)}`
}

function amount(seconds: number): string {
  if (seconds < MINUTE) return `${seconds}s`
  if (seconds < HOUR) return `${Math.round(seconds / MINUTE)}m`
  return seconds < DAY ? `${Math.round(seconds / HOUR)}h` : `${Math.round(seconds / DAY)}d`
}

/** Whole numbers stay exact: they may be ids or counts. */
function roundTo(value: number, digits: number): number {
  return Number.isInteger(value) ? value : Number(value.toPrecision(digits))
}
