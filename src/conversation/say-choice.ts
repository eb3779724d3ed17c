import type { CorrelationId } from '../domain/ids.ts'
import type { ButtonPress } from '../ports/chat-platform.ts'

/** What a button stands for, in words. */
export interface Choice {
  readonly text: string
  /** Of the request that it is about. */
  readonly correlationId: CorrelationId
  /** The question that it answers. */
  readonly answers?: string
}

/** Says a choice in the thread, as if whoever pressed had typed it there. */
export type SayChoice = (press: ButtonPress, choice: Choice) => Promise<'accepted' | 'duplicate'>
