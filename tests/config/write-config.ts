import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import type { Config } from '../../config/config.ts'
import { describeProblem } from '../../config/problem.ts'
import { readConfig } from '../../config/read-config.ts'
import type { Environment } from '../../config/variables.ts'

/** A folder of its own, removed after the test. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'shipmate-config-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

/** Reads a shipmate.yaml of this text. */
export function read(yaml: string, env: Environment = {}): Config {
  const cwd = temporaryFolder()
  writeFileSync(join(cwd, 'shipmate.yaml'), yaml)
  const reading = readConfig({ env, cwd })
  if (reading.kind === 'problems') throw new Error(reading.problems.map(describeProblem).join('\n'))
  return reading.config
}

/** What is wrong with it, as people read it, without the folder. */
export function problemsOf(yaml: string, env: Environment = {}): readonly string[] {
  const cwd = temporaryFolder()
  writeFileSync(join(cwd, 'shipmate.yaml'), yaml)
  const reading = readConfig({ env, cwd })
  return reading.kind === 'config'
    ? []
    : reading.problems.map((problem) => describeProblem(problem).replaceAll(`${cwd}/`, ''))
}
