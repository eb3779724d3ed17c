import type { JsonObject } from '../shared/json.ts'

export interface MergedKeys {
  readonly keys: readonly string[]
  /** Whether every row has them all. */
  readonly isUniform: boolean
}

/**
 * One order of keys in which each row's own keys are in order, or nothing when the rows contradict each other.
 * Rows that lack a key are fine.
 */
export function mergeKeys(rows: readonly (JsonObject | undefined)[]): MergedKeys | undefined {
  const distinct = distinctRows(rows)
  const merged: string[] = []
  for (const keys of distinct) insertKeys(merged, keys)
  const place = new Map(merged.map((key, index) => [key, index]))
  return distinct.every((keys) => isRising(keys, place))
    ? { keys: merged, isUniform: distinct.length === 1 && !rows.includes(undefined) }
    : undefined
}

/** Most rows have the same keys as the one before. */
function distinctRows(rows: readonly (JsonObject | undefined)[]): readonly (readonly string[])[] {
  const seen = new Map<string, readonly string[]>()
  let previous: readonly string[] = []
  for (const row of rows) {
    if (row === undefined) continue
    const keys = Object.keys(row)
    if (sameKeys(keys, previous)) continue
    previous = keys
    seen.set(JSON.stringify(keys), keys)
  }
  return [...seen.values()]
}

function sameKeys(some: readonly string[], others: readonly string[]): boolean {
  if (some.length !== others.length) return false
  for (let index = 0; index < some.length; index += 1) if (some[index] !== others[index]) return false
  return true
}

function insertKeys(merged: string[], keys: readonly string[]): void {
  let next = 0
  for (const key of keys) {
    const found = merged.indexOf(key)
    if (found < 0) merged.splice(next, 0, key)
    next = (found < 0 ? next : found) + 1
  }
}

function isRising(keys: readonly string[], place: ReadonlyMap<string, number>): boolean {
  let last = -1
  for (const key of keys) {
    const at = place.get(key) ?? -1
    if (at <= last) return false
    last = at
  }
  return true
}
