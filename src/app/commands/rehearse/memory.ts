import type { Delivery } from '../../../../adapters/rehearsal/platform.ts'

/** What the steps so far have left to refer to. */
export interface Memory {
  /** The current place and person of the conversation. */
  readonly place: string
  readonly person: string
  /** How to deliver the last message or press again. */
  readonly again: (form: 'same' | 'twin') => Delivery | undefined
}

export const NOTHING_YET: Memory = { place: 'slack:#ops/1', person: '', again: () => undefined }
