import { BotError } from '../../../src/domain/errors.ts'

/** Thrown for one call more than a token, or an address without one, may make in a minute. */
export class TooManyCallsError extends BotError {
  override readonly name = 'TooManyCallsError'
  readonly code = 'too_many'
  readonly userMessage: string
  readonly retryAfterSeconds: number
  constructor(retryAfterSeconds: number) {
    super('too many calls')
    this.userMessage = `Too many calls. Try again in ${retryAfterSeconds} seconds.`
    this.retryAfterSeconds = retryAfterSeconds
  }
}
