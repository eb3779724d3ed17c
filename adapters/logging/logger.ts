import { type Logger, pino } from 'pino'
import { createRedactor, REDACTED } from '../../src/domain/redact.ts'

export interface LoggerConfig {
  readonly level: string
  /** Undefined writes to standard output; a terminal chat needs that for itself. */
  readonly file?: string | undefined
  /** Values that must never be written. */
  readonly secrets: readonly string[]
}

/** Only the owner reads the log: it tells who asked for what. */
const OWNER_ONLY = 0o600

/** Keys whose values are never written, whatever they hold. */
const SECRET_KEYS = [
  'token',
  'botToken',
  'appToken',
  'signingSecret',
  'secret',
  'password',
  'apiKey',
  'authorization',
  'cookie',
  'connectionString',
] as const

/** As deep as request and error objects of the platforms' clients hide them. */
const DEPTHS = ['', '*.', '*.*.', '*.*.*.'] as const

/**
 * A log of JSON lines without secrets: known keys are left out, and each line as a whole is searched for the secrets of
 * the configuration and for everything of their shape. Lines are written at once, so that the last one before a crash is
 * there.
 * @throws when the file cannot be opened.
 */
export function createLogger({ level, file, secrets }: LoggerConfig): Logger {
  const paths = DEPTHS.flatMap((depth) => SECRET_KEYS.map((key) => `${depth}${key}`))
  const destination =
    file === undefined ? { dest: 1, sync: true } : { dest: file, sync: true, mkdir: true, mode: OWNER_ONLY }
  return pino(
    {
      level,
      base: { pid: process.pid },
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      redact: { paths, censor: REDACTED },
      hooks: { streamWrite: createRedactor(secrets) },
    },
    pino.destination(destination),
  )
}
