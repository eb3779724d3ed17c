import type { Slots } from './understanding.ts'

/**
 * A request that says what is wanted as data: a button, a choice, the options of a slash command, a call of an API. No
 * words of it are understood. Names may be misspelled or aliases, since people type some of them.
 */
export interface StructuredRequest {
  /** An id of intents/catalog.yaml. */
  readonly intent: string
  readonly slots: Slots
}
