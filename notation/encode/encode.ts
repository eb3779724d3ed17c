import { seal } from '../shared/checksum.ts'
import { NotationEncodeError } from '../shared/errors.ts'
import { writeInstant } from '../shared/instants.ts'
import { isArray, isObject, type Json } from '../shared/json.ts'
import { DEFAULT_LIMITS, type Limits } from '../shared/limits.ts'
import { weigh } from '../shared/weight.ts'
import { cheapest } from './candidates.ts'
import type { EncodeContext, Profile } from './context.ts'
import { writeArray, writeBlock, writeKeyed } from './entry.ts'
import { survey } from './survey.ts'

export interface EncodeOptions {
  /** Default: `prompt`. */
  readonly profile?: Profile
  /** Adds a trailer that lets decode notice damage. Default: false. */
  readonly checksum?: boolean
  readonly limits?: Partial<Limits>
}

/**
 * Writes a JSON value in the compact notation, or as compact JSON where that is no longer.
 * `decode` gives back a value with the same `JSON.stringify`.
 * @throws {NotationEncodeError} for what JSON cannot say and for what exceeds the limits.
 */
export function encode(value: unknown, options: EncodeOptions = {}): string {
  const limits = { ...DEFAULT_LIMITS, ...options.limits }
  const { base, jsonLength } = survey(value, limits)
  const context: EncodeContext = { profile: options.profile ?? 'prompt', base, isNested: false }
  const written = writeDocument(value as Json, context)
  const isClear = written !== undefined && isCertainlyShorter(written, jsonLength)
  const text = isClear ? written : shorter(written, JSON.stringify(value))
  if (Buffer.byteLength(text) > limits.bytes) throw new NotationEncodeError('limit', `more than ${limits.bytes} bytes`)
  return options.checksum === true ? seal(text) : text
}

function writeDocument(value: Json, context: EncodeContext): string | undefined {
  const body = writeRoot(value, context)
  return body === undefined || context.base === undefined ? body : `@base ${writeInstant(context.base)}\n${body}`
}

/** A value without parts is as short in JSON. */
function writeRoot(value: Json, context: EncodeContext): string | undefined {
  if (isArray(value)) {
    const text = value.length === 0 ? undefined : writeArray('', value, context)
    return text?.startsWith('[') ? text : undefined
  }
  if (!isObject(value) || Object.keys(value).length === 0) return undefined
  return cheapest(writeBlock(value, context), writeKeyed('', value, context))
}

/** How far off the estimate of tokens may be for a short text; in doubt, JSON. */
const DOUBT = 2

/** From this length on, so much shorter a text has fewer tokens without counting. */
const CERTAIN_LENGTH = 500
const CERTAIN_SHARE = 0.8

function isCertainlyShorter(text: string, jsonLength: number): boolean {
  return text.length >= CERTAIN_LENGTH && text.length < jsonLength * CERTAIN_SHARE
}

function shorter(text: string | undefined, json: string): string {
  if (text === undefined || text.length >= json.length) return json
  return isCertainlyShorter(text, json.length) || weigh(text) + DOUBT < weigh(json) ? text : json
}
