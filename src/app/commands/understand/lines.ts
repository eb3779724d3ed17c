import { z } from 'zod'
import type { Understand } from '../../../../intents/understand.ts'
import { answerOf, type SlotsAnswer } from './answer.ts'
import { startDialogue } from './dialogue.ts'
import type { SecondLook } from './second-look.ts'
import { type SaidTurn, turnSchema } from './turn.ts'

/** Answers one line of input. A line that cannot be read is answered too: every line gets one. */
export type LineReader = (
  line: string,
) => Promise<
  | (SlotsAnswer & { readonly text: string; readonly micros: number })
  | { readonly turns: readonly SlotsAnswer[] }
  | { readonly error: string }
>

const dialogueSchema = z.object({ turns: z.array(turnSchema) })
const messageSchema = z.object({ text: z.string() })

/**
 * @param now What the time is when a line is read.
 * @param look Where a language model helps with what is not sure.
 */
export function createLineReader(
  understand: Understand,
  now: () => Date,
  look: SecondLook = (_text, _dialogue, understanding) => understanding,
): LineReader {
  return async (line) => {
    const value = parseJson(line)
    const dialogue = dialogueSchema.safeParse(value)
    if (dialogue.success) return { turns: await readDialogue(dialogue.data.turns, understand, now(), look) }
    const message = messageSchema.safeParse(value)
    if (message.success) return readMessage(message.data.text, understand, now(), look)
    return { error: 'neither {"text": …} nor {"turns": […]}' }
  }
}

async function readMessage(text: string, understand: Understand, now: Date, look: SecondLook) {
  const context = { by: 'terminal:reader', turns: [] }
  const start = process.hrtime.bigint()
  const looked = look(text, context, understand(text, context, now))
  const understood = looked instanceof Promise ? await looked : looked
  const micros = Number((process.hrtime.bigint() - start) / 1_000n)
  return { text, ...answerOf(understood), micros }
}

async function readDialogue(
  turns: readonly SaidTurn[],
  understand: Understand,
  now: Date,
  look: SecondLook,
): Promise<readonly SlotsAnswer[]> {
  const dialogue = startDialogue(now)
  const answers: SlotsAnswer[] = []
  for (const turn of turns) {
    const context = dialogue.contextOf(turn)
    answers.push(dialogue.take(turn, await look(turn.text, context, understand(turn.text, context, now))))
  }
  return answers
}

function parseJson(line: string): unknown {
  try {
    return JSON.parse(line)
  } catch {
    return undefined
  }
}
