import { BotError } from '../../../src/domain/errors.ts'

/** Thrown while there is nobody to answer yet. */
export class StartingError extends BotError {
  override readonly name = 'StartingError'
  readonly code = 'starting'
  readonly userMessage = 'Shipmate is starting. Try again in a few seconds.'
}
