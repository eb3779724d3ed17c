import type { Logger } from 'pino'
import { BotError } from '../../domain/errors.ts'

/** Ends the process with one clear sentence for the person who started it; the cause is in the log. */
export function fatal(error: unknown, log?: Logger, exitCode = 1): never {
  log?.fatal({ err: error }, 'shipmate ends')
  process.stderr.write(`${sentenceOf(error)}\n`)
  process.exit(exitCode)
}

function sentenceOf(error: unknown): string {
  if (error instanceof BotError) return error.userMessage
  return error instanceof Error ? error.message : String(error)
}
