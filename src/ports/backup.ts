import { BotError } from '../domain/errors.ts'

/** Thrown when no backup was made. */
export class NoBackupError extends BotError {
  override readonly name = 'NoBackupError'
  readonly code = 'no_backup'
  readonly userMessage: string
  constructor(sentence: string, options?: ErrorOptions) {
    super(sentence, options)
    this.userMessage = sentence
  }
}

/**
 * Writes all that is kept to a file that is not there yet, and returns its size in bytes.
 * @param file Absolute.
 * @throws {NoBackupError}
 */
export type Backup = (file: string) => Promise<number>
