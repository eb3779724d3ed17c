import type { BaseTime } from '../shared/base-time.ts'
import { NotationEncodeError } from '../shared/errors.ts'
import { type InstantForm, readInstant } from '../shared/instants.ts'
import type { Json } from '../shared/json.ts'
import type { Limits } from '../shared/limits.ts'

/** What one walk over a value finds: its earliest time and how its times are written. */
interface Times {
  earliest: number
  /** Rows and items a reader may have to count: never fewer than it will. */
  rows: number
  readonly count: Record<InstantForm, number>
}

/**
 * Checks that a value is JSON within the limits and finds the time to count from.
 * @throws {NotationEncodeError} for anything JSON cannot say.
 */
export function survey(value: unknown, limits: Limits): BaseTime | undefined {
  const times: Times = { earliest: Number.POSITIVE_INFINITY, rows: 0, count: { day: 0, second: 0, millisecond: 0 } }
  visit(value, limits, 0, times)
  return baseOf(times)
}

function visit(value: unknown, limits: Limits, depth: number, times: Times): asserts value is Json {
  switch (typeof value) {
    case 'string':
      if (value.length <= 24) noteTime(value, times)
      return
    case 'number':
      if (!Number.isFinite(value)) throw new NotationEncodeError('not_json', `${value} is no JSON number`)
      return
    case 'boolean':
      return
    case 'object':
      if (value !== null) visitMembers(value, limits, depth + 1, times)
      return
    default:
      throw new NotationEncodeError('not_json', `JSON has no ${typeof value}`)
  }
}

function visitMembers(value: object, limits: Limits, depth: number, times: Times): void {
  if (depth > limits.depth) throw new NotationEncodeError('limit', `nested deeper than ${limits.depth}`)
  times.rows += Array.isArray(value) ? value.length + 1 : 1
  if (times.rows > 2 * limits.rows) throw new NotationEncodeError('limit', `more than ${limits.rows} rows`)
  if (Array.isArray(value)) {
    for (let index = 0; index < value.length; index += 1) visit(value[index], limits, depth, times)
    return
  }
  const prototype = Object.getPrototypeOf(value)
  if (prototype !== null && Object.getPrototypeOf(prototype) !== null)
    throw new NotationEncodeError('not_json', `JSON has no ${value.constructor.name}`)
  for (const key of Object.keys(value)) visit((value as Record<string, unknown>)[key], limits, depth, times)
}

function noteTime(text: string, times: Times): void {
  const instant = readInstant(text)
  if (instant === undefined) return
  times.count[instant.form] += 1
  if (instant.at < times.earliest) times.earliest = instant.at
}

/** One time alone is as short written out. The commonest form needs no mark on its offsets. */
function baseOf({ earliest, count }: Times): BaseTime | undefined {
  if (count.day + count.second + count.millisecond < 2) return undefined
  if (count.second + count.millisecond === 0) return { at: earliest, form: 'day' }
  if (count.second >= count.millisecond) return { at: Math.floor(earliest / 1000) * 1000, form: 'second' }
  return { at: earliest, form: 'millisecond' }
}
