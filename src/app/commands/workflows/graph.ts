import { resolve } from 'node:path'
import { describeProblem } from '../../../../config/problem.ts'
import { readSource } from '../../../../config/read-config.ts'
import { nameOfFile, readWorkflow } from '../../../../config/workflow-files/read-workflow.ts'
import { mermaidOf } from '../../../domain/workflows/mermaid.ts'
import { ConfigProblemsError } from '../read-settings.ts'

/** Prints a workflow as a Mermaid flowchart. @throws {ConfigProblemsError} when its file is not sound. */
export function graphWorkflow(file: string): void {
  const path = resolve(file)
  const reading = readWorkflow(readSource(path), nameOfFile(path))
  if (reading.kind === 'problems') throw new ConfigProblemsError(reading.problems.map(describeProblem))
  process.stdout.write(mermaidOf(reading.definition))
}
