import type { BaseTime } from '../shared/base-time.ts'
import { NotationEncodeError } from '../shared/errors.ts'
import { type InstantForm, readInstant } from '../shared/instants.ts'
import type { Json } from '../shared/json.ts'
import type { Limits } from '../shared/limits.ts'

/** What one walk over a value finds. */
interface Findings {
  /** The earliest time, in milliseconds since 1970. */
  earliest: number
  /** Rows and items a reader may have to count: never fewer than it will. */
  rows: number
  /** How many times are written in each form. */
  readonly count: Record<InstantForm, number>
  /** Compact JSON has about this many characters, rather more. */
  jsonLength: number
}

export interface Survey {
  readonly base: BaseTime | undefined
  /** Compact JSON has about this many characters, rather more. */
  readonly jsonLength: number
}

/**
 * Checks that a value is JSON within the limits and finds the time to count from.
 * @throws {NotationEncodeError} for anything JSON cannot say.
 */
export function survey(value: unknown, limits: Limits): Survey {
  const findings: Findings = {
    earliest: Number.POSITIVE_INFINITY,
    rows: 0,
    count: { day: 0, second: 0, millisecond: 0 },
    jsonLength: 0,
  }
  visit(value, limits, 0, findings)
  if (findings.jsonLength > limits.bytes) throw new NotationEncodeError('limit', `more than ${limits.bytes} bytes`)
  return { base: baseOf(findings), jsonLength: findings.jsonLength }
}

function visit(value: unknown, limits: Limits, depth: number, findings: Findings): asserts value is Json {
  switch (typeof value) {
    case 'string':
      findings.jsonLength += value.length + 3
      if (value.length <= 24) noteTime(value, findings)
      return
    case 'number':
      if (!Number.isFinite(value)) throw new NotationEncodeError('not_json', `${value} is no JSON number`)
      findings.jsonLength += 2
      return
    case 'boolean':
      findings.jsonLength += 5
      return
    case 'object':
      if (value !== null) visitMembers(value, limits, depth + 1, findings)
      return
    default:
      throw new NotationEncodeError('not_json', `JSON has no ${typeof value}`)
  }
}

function visitMembers(value: object, limits: Limits, depth: number, findings: Findings): void {
  if (depth > limits.depth) throw new NotationEncodeError('limit', `nested deeper than ${limits.depth}`)
  if (Array.isArray(value)) {
    countRows(value.length, limits, findings)
    for (let index = 0; index < value.length; index += 1) visit(value[index], limits, depth, findings)
    return
  }
  const prototype = Object.getPrototypeOf(value)
  if (prototype !== null && Object.getPrototypeOf(prototype) !== null)
    throw new NotationEncodeError('not_json', `JSON has no ${value.constructor.name}`)
  visitFields(value as Record<string, unknown>, limits, depth, findings)
}

function visitFields(
  object: Readonly<Record<string, unknown>>,
  limits: Limits,
  depth: number,
  findings: Findings,
): void {
  for (const key of Object.keys(object)) {
    const value = object[key]
    // A field that is an object may become a row of a keyed map.
    if (typeof value === 'object') countRows(1, limits, findings)
    findings.jsonLength += key.length + 3
    visit(value, limits, depth, findings)
  }
}

function countRows(count: number, limits: Limits, findings: Findings): void {
  findings.rows += count
  if (findings.rows > limits.rows) throw new NotationEncodeError('limit', `more than ${limits.rows} rows`)
}

function noteTime(text: string, findings: Findings): void {
  const instant = readInstant(text)
  if (instant === undefined) return
  findings.count[instant.form] += 1
  if (instant.at < findings.earliest) findings.earliest = instant.at
}

/** One time alone is as short written out. The commonest form needs no mark on its offsets. */
function baseOf({ earliest, count }: Findings): BaseTime | undefined {
  if (count.day + count.second + count.millisecond < 2) return undefined
  if (count.second + count.millisecond === 0) return { at: earliest, form: 'day' }
  if (count.second >= count.millisecond) return { at: Math.floor(earliest / 1000) * 1000, form: 'second' }
  return { at: earliest, form: 'millisecond' }
}
