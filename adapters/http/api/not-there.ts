import { BotError } from '../../../src/domain/errors.ts'

/** Thrown for what is not there or is not theirs to see: which, is nobody else's business. */
export class NotThereError extends BotError {
  override readonly name = 'NotThereError'
  readonly code = 'not_there'
  readonly userMessage: string
  /** @param what `task TASK-7`. */
  constructor(what: string) {
    const sentence = `There is no ${what}, or you may not see it.`
    super(sentence)
    this.userMessage = sentence
  }
}
