import { z } from 'zod'
import type { Understand } from '../../../intents/understand.ts'
import { answerOf, type SlotsAnswer } from './answer.ts'
import { createDialogue } from './dialogue.ts'
import { turnSchema } from './turn.ts'

/** Answers one line of input. A line that cannot be read is answered too: every line gets one. */
export type LineReader = (
  line: string,
) =>
  | (SlotsAnswer & { readonly text: string; readonly micros: number })
  | { readonly turns: readonly SlotsAnswer[] }
  | { readonly error: string }

const lineSchema = z.union([z.object({ turns: z.array(turnSchema) }), z.object({ text: z.string() })])

export function createLineReader(understand: Understand, now: () => Date): LineReader {
  return (line) => {
    const parsed = lineSchema.safeParse(parseJson(line))
    if (!parsed.success) return { error: 'neither {"text": …} nor {"turns": […]}' }
    if ('turns' in parsed.data) return { turns: createDialogue(understand, now())(parsed.data.turns) }
    return readMessage(parsed.data.text, understand, now())
  }
}

function readMessage(text: string, understand: Understand, now: Date) {
  const start = process.hrtime.bigint()
  const understood = understand(text, { by: 'terminal:reader', turns: [] }, now)
  const micros = Number((process.hrtime.bigint() - start) / 1_000n)
  return { text, ...answerOf(understood), micros }
}

function parseJson(line: string): unknown {
  try {
    return JSON.parse(line)
  } catch {
    return undefined
  }
}
