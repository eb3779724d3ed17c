import { BotError } from '../../../src/domain/errors.ts'

/** What a person is told of an error that kept their message or press from being recorded. */
export function sentenceFor(error: unknown): string {
  if (error instanceof BotError) return error.userMessage
  return 'Something went wrong on my side, so nothing was recorded. Please try again in a minute.'
}
