import type { Config } from '../../../config/config.ts'
import { describeProblem } from '../../../config/problem.ts'
import { type ConfigOrigin, type ConfigReading, readConfig, readDataDir } from '../../../config/read-config.ts'
import { BotError } from '../../domain/errors.ts'

/** Thrown with everything that is wrong with the configuration, one problem a line. */
export class ConfigProblemsError extends BotError {
  override readonly name = 'ConfigProblemsError'
  readonly code = 'config_problems'
  readonly userMessage: string
  constructor(lines: readonly string[]) {
    super(`${lines.length} problems in the configuration`)
    this.userMessage = ['The configuration cannot be used:', ...lines.map((line) => `  ${line}`)].join('\n')
  }
}

/** Reads shipmate.yaml and the environment. @throws {ConfigProblemsError} with everything that is wrong. */
export function readSettings(file?: string): Config {
  return readSettingsFrom({ env: process.env, cwd: process.cwd(), file })
}

/** The same from somewhere else than this process's folder and environment. */
export function readSettingsFrom(origin: ConfigOrigin): Config {
  return usable(readConfig(origin))
}

/** Only the data folder, whatever else is wrong or not set. @throws {ConfigProblemsError} */
export function readDataFolder(file?: string): string {
  return usable(readDataDir({ env: process.env, cwd: process.cwd(), file })).dataDir
}

function usable(reading: ConfigReading): Config {
  if (reading.kind === 'problems') throw new ConfigProblemsError(reading.problems.map(describeProblem))
  return reading.config
}
