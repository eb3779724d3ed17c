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

const dialogueSchema = z.object({ turns: z.array(turnSchema) })
const messageSchema = z.object({ text: z.string() })

/** @param now What the time is when a line is read. */
export function createLineReader(understand: Understand, now: () => Date): LineReader {
  return (line) => {
    const value = parseJson(line)
    const dialogue = dialogueSchema.safeParse(value)
    if (dialogue.success) return { turns: createDialogue(understand, now())(dialogue.data.turns) }
    const message = messageSchema.safeParse(value)
    if (message.success) return readMessage(message.data.text, understand, now())
    return { error: 'neither {"text": …} nor {"turns": […]}' }
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
