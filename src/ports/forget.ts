import { BotError } from '../domain/errors.ts'
import type { UserId } from '../domain/ids.ts'

export interface Forgotten {
  /** Events that name them or hold their words. */
  readonly events: number
  /** What stands for them from now on; undefined when nothing was changed. */
  readonly alias?: UserId | undefined
  /** What platforms called them. */
  readonly names: readonly string[]
  /** Tables in which their id stands, with in how many rows. Empty after it was done. */
  readonly tables: Readonly<Record<string, number>>
}

/** Thrown when somebody cannot be forgotten, or not now. */
export class NotForgottenError extends BotError {
  override readonly name = 'NotForgottenError'
  readonly code = 'not_forgotten'
  readonly userMessage: string
  constructor(sentence: string) {
    super(sentence)
    this.userMessage = sentence
  }
}

/** @param isApplied False: only looks. @throws {NotForgottenError} */
export type Forget = (person: UserId, isApplied: boolean) => Promise<Forgotten>
