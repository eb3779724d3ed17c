import { mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import { type Logger, pino } from 'pino'
import { createRedactor, REDACTED } from '../../src/domain/redact.ts'

export interface LoggerConfig {
  readonly level: string
  /** Undefined writes to standard output; a terminal chat needs that for itself. */
  readonly file?: string | undefined
  /** Values that must never be written. */
  readonly secrets: readonly string[]
  /** Told once of each time that lines can no longer be written, such as when the disk is full. */
  readonly onLost?: (error: Error) => void
  /** Which trace a line belongs to, as fields of it. */
  readonly trace?: () => object | undefined
}

/** Bytes of lines that wait while they cannot be written; what comes after them is lost. */
const MOST_WAITING = 1_000_000

/** Only the owner reads the log: it tells who asked for what. The folder that is made for it may be the data folder. */
const OWNER_ONLY = 0o600
const OWNERS_FOLDER = 0o700

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
 * the configuration and for everything of their shape. Lines are written at once, so that the last one before a crash
 * is there. A log that cannot be written stops nothing: lines wait, and are written once there is room.
 * @throws when the file cannot be opened.
 */
export function createLogger({ level, file, secrets, onLost, trace }: LoggerConfig): Logger {
  const paths = DEPTHS.flatMap((depth) => SECRET_KEYS.map((key) => `${depth}${key}`))
  if (file !== undefined) mkdirSync(dirname(file), { recursive: true, mode: OWNERS_FOLDER })
  const where = file === undefined ? { dest: 1 } : { dest: file, mode: OWNER_ONLY }
  const destination = pino.destination({ ...where, sync: true, maxLength: MOST_WAITING })
  let lost = false
  destination.on('error', (error: Error) => {
    if (!lost) onLost?.(error)
    lost = true
  })
  destination.on('drain', () => {
    lost = false
  })
  return pino(
    {
      level,
      base: { pid: process.pid },
      timestamp: pino.stdTimeFunctions.isoTime,
      ...(trace && { mixin: () => trace() ?? {} }),
      formatters: { level: (label) => ({ level: label }) },
      redact: { paths, censor: REDACTED },
      hooks: { streamWrite: createRedactor(secrets) },
    },
    destination,
  )
}
