import { isArray, isScalar, type Json, type JsonObject } from '../shared/json.ts'
import { isBareFlowWord, writeKey } from '../shared/quoting.ts'
import type { EncodeContext } from './context.ts'
import { writeScalar } from './scalar.ts'

/** A value on one line: `[a b c]`, `{min=2 max=20}`, and so on inside each other. */
export function writeFlow(value: Json, context: EncodeContext): string {
  if (isScalar(value)) return writeScalar(value, isBareFlowWord, context)
  if (isArray(value)) return `[${value.map((item) => writeFlow(item, context)).join(' ')}]`
  return `{${writeFields(value, context)}}`
}

/** `min=2 max=20` */
export function writeFields(object: JsonObject, context: EncodeContext): string {
  return Object.keys(object)
    .map((key) => `${writeKey(key)}=${writeFlow(object[key] ?? null, context)}`)
    .join(' ')
}
