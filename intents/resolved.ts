import type { Slots } from '../src/domain/understanding.ts'
import type { Filling } from './fill.ts'

/** What a message asks for, once read in its conversation. */
export interface Resolved {
  readonly intent: string
  readonly confidence: number
  /** What the conversation decides is found by rules, whatever a model hears in the words alone. */
  readonly via: 'rules' | 'model'
  readonly filling: Filling
  /** Slots that the text did not give but the conversation did. */
  readonly carried: Slots
  /** The slot the bot had asked for, when this is the answer. */
  readonly answers?: string
}

/** What is said to somebody else asks the bot for nothing. */
export function saidToPerson(): Resolved {
  const filling: Filling = { slots: {}, ambiguous: [], open: [], told: [] }
  return { intent: 'out_of_scope', confidence: 0.9, via: 'rules', filling, carried: {} }
}

/** A guess this sure is a request of its own, not an answer to what was asked before. */
export const SURE = 0.8
