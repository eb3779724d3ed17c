import { isMap, isScalar, LineCounter, parseDocument, type Scalar } from 'yaml'
import { intents } from '../catalog.ts'
import { FILLERS } from './fillers.ts'

/** A frame of sentences: `(please|) deploy {service} to {environment}`. */
export interface Frame {
  readonly intent: string
  readonly text: string
}

/**
 * Reads an example file: for each intent a block of frames, a line each. `(a|b|)` stands for one of its parts, `{slot}`
 * for a value of the slot; a line that begins with `#` is a remark.
 * @throws {Error} naming file and line of every unknown intent or slot.
 */
export function readFrames(yaml: string, file: string): readonly Frame[] {
  const lines = new LineCounter()
  const document = parseDocument(yaml, { lineCounter: lines })
  const lineOf = (offset: number | undefined) => lines.linePos(offset ?? 0).line
  const [broken] = document.errors
  if (broken) throw new Error(`${file}:${lineOf(broken.pos[0])}: ${broken.message.split('\n')[0]}`)
  if (document.contents === null) return []
  if (!isMap(document.contents)) throw new Error(`${file}:1: not a map of intents`)
  const blocks = document.contents.items.map(({ key, value }) => blockOf(key, value, file, lineOf))
  const problems = blocks.flatMap((block) => block.problems)
  if (problems.length > 0) throw new Error(problems.join('\n'))
  return blocks.flatMap((block) => block.frames)
}

interface Block {
  readonly frames: readonly Frame[]
  readonly problems: readonly string[]
}

function blockOf(key: unknown, value: unknown, file: string, lineOf: (offset: number | undefined) => number): Block {
  const intent = isScalar(key) ? String(key.value) : ''
  const line = lineOf(isScalar(key) ? key.range?.[0] : undefined)
  if (!intents.has(intent)) return { frames: [], problems: [`${file}:${line}: no intent is called "${intent}"`] }
  if (!isScalar(value) || typeof value.value !== 'string')
    return { frames: [], problems: [`${file}:${line}: ${intent} has no block of examples`] }
  const texts = value.value.split('\n').map((text) => text.trim())
  const first = firstLine(value, line)
  const isFrame = (text: string) => text !== '' && !text.startsWith('#')
  return {
    frames: texts.filter(isFrame).map((text) => ({ intent, text })),
    problems: texts.flatMap((text, index) =>
      unknownSlots(text).map((slot) => `${file}:${first + index}: no slot is called "${slot}"`),
    ),
  }
}

/** A block starts on the line below its key, any other text on the same line. */
function firstLine(value: Scalar, line: number): number {
  return value.type === 'BLOCK_LITERAL' || value.type === 'BLOCK_FOLDED' ? line + 1 : line
}

/** A sentence may name more than its intent takes ("approve the payments change"), but nothing that is no slot. */
function unknownSlots(text: string): readonly string[] {
  return [...text.matchAll(/\{([^{}]*)\}/g)].flatMap(([, slot = '']) => (Object.hasOwn(FILLERS, slot) ? [] : [slot]))
}
