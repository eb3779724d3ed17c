import { NotationDecodeError } from '../shared/errors.ts'
import type { Json } from '../shared/json.ts'
import type { Limits } from '../shared/limits.ts'

const TABLE = /^[[{]\d+[\]}]: /
const SCALAR = /^(?:true|false|null|-?\d[\d.eE+-]*|"(?:[^"\\]|\\.)*")$/

/** Whether a document is JSON: the notation never starts like this. */
export function isJsonDocument(text: string): boolean {
  if (text.startsWith('{') || text.startsWith('[')) return !TABLE.test(text)
  return SCALAR.test(text)
}

/** Compact JSON, as `JSON.stringify` writes it and nothing else; so no key comes twice. */
export function readJsonDocument(text: string, limits: Limits, line: number): Json {
  refuseDepth(text, limits, line)
  const value = parse(text, line)
  if (JSON.stringify(value) !== text)
    throw new NotationDecodeError('not_canonical', 'this JSON is not compact, or a key comes twice', line, 1)
  return value
}

function parse(text: string, line: number): Json {
  try {
    return JSON.parse(text) as Json
  } catch (error) {
    const at = /position (\d+)/.exec(String(error))?.[1]
    throw new NotationDecodeError('syntax', 'neither the notation nor JSON', line, Number(at ?? 0) + 1)
  }
}

function refuseDepth(text: string, limits: Limits, line: number): void {
  let depth = 0
  for (const { 0: token, index } of text.matchAll(/"(?:[^"\\]|\\.)*"|[[{]|[\]}]/g)) {
    if (token === '[' || token === '{') depth += 1
    if (token === ']' || token === '}') depth -= 1
    if (depth > limits.depth)
      throw new NotationDecodeError('limit', `nested deeper than ${limits.depth}`, line, index + 1)
  }
}
