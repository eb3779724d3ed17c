import { BotError } from '../../src/domain/errors.ts'

/** Thrown when a folder holds files but no database that opens. */
export class DatabaseDamagedError extends BotError {
  override readonly name = 'DatabaseDamagedError'
  readonly code = 'database_damaged'
  readonly userMessage: string
  constructor(folder: string, reason: string, options?: ErrorOptions) {
    super(`${folder} holds no database that opens: ${reason}`, options)
    this.userMessage =
      `The database in ${folder} is damaged: ${reason}. Nothing was deleted. ` +
      'Restore this folder from a backup (docs/operating.md, Backups and restore), or move it away to start with an empty history.'
  }
}
