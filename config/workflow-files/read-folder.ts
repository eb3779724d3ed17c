import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import type { WorkflowDefinition } from '../../src/domain/workflows/definition.ts'
import type { ConfigProblem } from '../problem.ts'
import { readSource } from '../read-config.ts'
import type { Known } from './known.ts'
import { nameOfFile, readWorkflow } from './read-workflow.ts'

export interface ReadWorkflows {
  readonly definitions: readonly WorkflowDefinition[]
  /** Everything that is wrong, in the order of files and lines. */
  readonly problems: readonly ConfigProblem[]
}

/** Reads every workflow of a folder; one that is not there holds none. */
export function readWorkflowFolder(folder: string, known?: Known): ReadWorkflows {
  const files = existsSync(folder)
    ? readdirSync(folder)
        .filter((name) => /\.ya?ml$/.test(name))
        .sort()
    : []
  const readings = files.map((name) => {
    const file = join(folder, name)
    return { file, reading: readWorkflow(readSource(file), nameOfFile(file), known) }
  })
  const sound = readings.flatMap(({ file, reading }) =>
    reading.kind === 'workflow' ? [{ file, definition: reading.definition }] : [],
  )
  const problems = readings.flatMap(({ reading }) => (reading.kind === 'problems' ? reading.problems : []))
  return { definitions: sound.map(({ definition }) => definition), problems: [...problems, ...repeated(sound)] }
}

/** What people say must mean one workflow. */
function repeated(
  sound: readonly { readonly file: string; readonly definition: WorkflowDefinition }[],
): readonly ConfigProblem[] {
  const seen = new Map<string, string>()
  return sound.flatMap(({ file, definition: { id, aliases = [], phrases } }) => {
    const said = [
      ...new Set([id, ...aliases, ...phrases].map((text) => text.toLowerCase().replace(/\{[^}]*\}/g, '{}'))),
    ]
    return said.flatMap((text): readonly ConfigProblem[] => {
      const other = seen.get(text)
      if (other === undefined) seen.set(text, file)
      return other === undefined
        ? []
        : [{ file, key: '', problem: `${other} is called '${text}' too`, remedy: 'Say it in another way here.' }]
    })
  })
}
