import { type Fields, isFields } from './stored-object.ts'

/** A merge patch, RFC 7396. */
export function merged(target: unknown, patch: unknown): unknown {
  if (!isFields(patch)) return patch
  const result: Fields = isFields(target) ? { ...target } : {}
  for (const [key, value] of Object.entries(patch)) {
    if (value === null) delete result[key]
    else result[key] = merged(result[key], value)
  }
  return result
}

/**
 * A server-side apply, as far as these tests need it: fields are set, elements of lists are known by their name, and what
 * this manager applied before and leaves out now is removed.
 */
export function applied(target: unknown, last: unknown, body: unknown): unknown {
  if (Array.isArray(body) && body.every(isNamed)) return appliedList(asList(target), asList(last), body)
  if (!isFields(body)) return body
  const result: Fields = isFields(target) ? { ...target } : {}
  const before = isFields(last) ? last : {}
  for (const key of Object.keys(before)) {
    if (key in body) continue
    const left = without(result[key], before[key])
    if (left === undefined) delete result[key]
    else result[key] = left
  }
  for (const [key, value] of Object.entries(body)) result[key] = applied(result[key], before[key], value)
  return result
}

/** What is left where this manager no longer wants a part: in maps what others have set beside it. */
function without(target: unknown, last: unknown): unknown {
  if (!isFields(target) || !isFields(last)) return undefined
  const entries = Object.entries(target).flatMap(([key, value]) => {
    const left = key in last ? without(value, last[key]) : value
    return left === undefined ? [] : [[key, left] as const]
  })
  return entries.length === 0 ? undefined : Object.fromEntries(entries)
}

interface Element extends Fields {
  name: string
}

const isNamed = (value: unknown): value is Element => isFields(value) && typeof value.name === 'string'

function asList(value: unknown): readonly Element[] {
  return Array.isArray(value) ? value.filter(isNamed) : []
}

function appliedList(target: readonly Element[], last: readonly Element[], body: readonly Element[]): Element[] {
  const by = (list: readonly Element[], name: string): Element | undefined => list.find((one) => one.name === name)
  const kept = target.filter(({ name }) => by(body, name) || !by(last, name))
  const changed = kept.map((one) => {
    const wanted = by(body, one.name)
    return wanted ? (applied(one, by(last, one.name), wanted) as Element) : one
  })
  return [...changed, ...body.filter(({ name }) => !by(kept, name))]
}
