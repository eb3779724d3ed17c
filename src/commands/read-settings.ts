import type { Config } from '../../config/config.ts'
import { describeProblem } from '../../config/problem.ts'
import { readConfig } from '../../config/read-config.ts'
import { BotError } from '../domain/errors.ts'

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
export function readSettings(file?: string, env: NodeJS.ProcessEnv = process.env): Config {
  const reading = readConfig({ env, cwd: process.cwd(), ...(file !== undefined && { file }) })
  if (reading.kind === 'problems') throw new ConfigProblemsError(reading.problems.map(describeProblem))
  return reading.config
}
