import { type Logger as BoltLogger, LogLevel } from '@slack/bolt'
import type { Logger } from 'pino'

/** Bolt's log lines in ours. Its `debug` lines are left out: whole messages and headers are in them. */
export function boltLogger(log: Logger): BoltLogger {
  return {
    debug: () => undefined,
    info: (...parts) => log.debug(sentence(parts)),
    warn: (...parts) => log.warn(sentence(parts)),
    error: (...parts) => log.error(sentence(parts)),
    getLevel: () => LogLevel.INFO,
    setLevel: () => undefined,
    setName: () => undefined,
  }
}

function sentence(parts: readonly unknown[]): string {
  return `slack sdk: ${parts.map(String).join(' ')}`
}
