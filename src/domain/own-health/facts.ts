import type { RegisteredWorker } from '../worker.ts'

/** What the bot knows of itself at a moment. */
export interface OwnFacts {
  readonly database: 'works' | 'fails'
  /** Undefined when it does not answer. */
  readonly queue: { readonly waiting: number; readonly active: number } | undefined
  /** Steps that were asked for and nobody has started; milliseconds. */
  readonly waitingSteps: Oldest
  /** Messages of people that have no answer yet; milliseconds. */
  readonly unanswered: Oldest
  readonly chats: readonly {
    readonly name: string
    /** Since when it has not been connected, in milliseconds; 0 while it is. */
    readonly awayMs: number
  }[]
  readonly workers: readonly Pick<RegisteredWorker, 'name' | 'host' | 'state' | 'lastSeenMs' | 'inHand'>[]
  /** Kinds of steps that wait, and that no live worker takes. */
  readonly untaken: readonly string[]
  /** Language models that have failed so often that they are left alone. */
  readonly restingModels: readonly string[]
}

export interface Oldest {
  readonly count: number
  readonly oldestMs: number
}
