import type { Card } from './card.ts'
import type { ShipmateEvent } from './events.ts'
import type { UserId } from './ids.ts'

/** Something said in a thread, shortened. */
export interface SaidMessage {
  /** Absent for the bot. */
  readonly by?: UserId
  readonly text: string
  readonly at: string
}

const MESSAGES_KEPT = 10
/** What was meant stands at the beginning; the rest is pasted material. */
const LONGEST_KEPT = 400

/** The last messages of a thread after an event in it. */
export function withMessage(before: readonly SaidMessage[], body: ShipmateEvent, at: string): readonly SaidMessage[] {
  const said = saidBy(body, at)
  return said ? [...before, said].slice(-MESSAGES_KEPT) : before
}

function saidBy(body: ShipmateEvent, at: string): SaidMessage | undefined {
  if (body.type === 'message.received') {
    const { by, text } = body.received
    return { by, text: text.slice(0, LONGEST_KEPT), at }
  }
  if (body.type !== 'message.handled' || !body.reply) return undefined
  return { text: wordsOf(body.reply).slice(0, LONGEST_KEPT), at }
}

function wordsOf({ title, blocks }: Card): string {
  const texts = blocks.flatMap((block) => (block.kind === 'text' ? [block.text] : []))
  return [...(title === undefined ? [] : [title]), ...texts].join('\n')
}
