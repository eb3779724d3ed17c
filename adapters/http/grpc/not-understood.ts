import type { z } from 'zod'
import { BotError } from '../../../src/domain/errors.ts'
import { isStorable } from '../../../src/domain/storable.ts'
import { BrokenTextError } from '../api/broken-text.ts'

export interface Violation {
  /** The field as the definition names it: `session_id`. */
  readonly field: string
  readonly description: string
}

/** Thrown for a message whose fields do not hold what they must. */
export class NotUnderstoodError extends BotError {
  override readonly name = 'NotUnderstoodError'
  readonly code = 'not_understood'
  readonly userMessage: string
  readonly violations: readonly Violation[]
  constructor(violations: readonly Violation[]) {
    const sentence = `${violations.map(({ field, description }) => `${field}: ${description}`).join('; ')}.`
    super(sentence)
    this.userMessage = sentence
    this.violations = violations
  }
}

/**
 * What a message asks for, by the schemas of the API over HTTP.
 * @throws {NotUnderstoodError} with each field that is wrong.
 * @throws {BrokenTextError}
 */
export function understood<Schema extends z.ZodType>(schema: Schema, message: object): z.output<Schema> {
  if (!isStorable(message)) throw new BrokenTextError('a message holds a broken text')
  const read = schema.safeParse(message)
  if (read.success) return read.data
  throw new NotUnderstoodError(
    read.error.issues.map(({ path, message: description }) => ({ field: path.map(snake).join('.'), description })),
  )
}

const snake = (part: PropertyKey): string => String(part).replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
