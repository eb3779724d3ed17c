import { z } from 'zod'
import { isStorable } from '../../../src/domain/storable.ts'
import { BrokenTextError } from '../api/broken-text.ts'
import { type Problem, problem } from '../api/problem.ts'
import { type Asked, askedSchema } from './frames.ts'

const BAD_REQUEST = 400
const named = z.object({ id: z.uuid() })
const BROKEN = new BrokenTextError('a frame holds a broken text').userMessage

export type ReadFrame =
  | { readonly asked: Asked }
  /** With the id that it names, so that its sender knows which it was. */
  | { readonly id: string | undefined; readonly wrong: Problem }

export function readFrame(text: string, intents: () => readonly string[]): ReadFrame {
  const json = jsonIn(text)
  if (!isStorable(json)) return { id: undefined, wrong: problem(BAD_REQUEST, 'not_understood', BROKEN) }
  const read = askedSchema(intents).safeParse(json)
  if (read.success) return { asked: read.data }
  const faults = read.error.issues.map(({ path, message }) => [path.join('.'), message].filter(Boolean).join(': '))
  const sentence = json === undefined ? 'A frame is one JSON object.' : `${faults.join('; ')}.`
  return { id: named.safeParse(json).data?.id, wrong: problem(BAD_REQUEST, 'not_understood', sentence) }
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
