import type { z } from 'zod'
import { suggest } from './near.ts'
import type { ConfigProblem } from './problem.ts'
import { partAt, partsIn } from './schema-parts.ts'
import type { Path, Place } from './source.ts'
import { VARIABLES } from './variables.ts'

/** A problem with the path that it is found at. */
export type PathProblem = Pick<ConfigProblem, 'problem' | 'remedy'> & { readonly path: Path }

/** What the schema objects to, in words for people. Values are never repeated: they may be secret. */
export function schemaProblems(error: z.ZodError, value: unknown): readonly PathProblem[] {
  return error.issues.flatMap((issue): readonly PathProblem[] => {
    if (issue.code === 'unrecognized_keys') return unknownKeys(issue.path, issue.keys)
    // A variable may hold a whole list as one text; what has a wrong format is there.
    const isMissing = issue.code !== 'invalid_format' && valueAt(value, issue.path) === undefined
    const problem = isMissing ? 'is missing' : issue.message.replace('Invalid input: ', '')
    return [{ path: issue.path, problem, remedy: expected(issue.path) }]
  })
}

export function placed({ path, problem, remedy }: PathProblem, place: Place): ConfigProblem {
  return { ...place, key: path.map(String).join('.'), problem, remedy }
}

function unknownKeys(path: Path, keys: readonly string[]): readonly PathProblem[] {
  const known = Object.keys(partsIn(partAt(path) ?? {}))
  return keys.map((key) => ({ path: [...path, key], problem: 'unknown key', remedy: suggest(key, known) }))
}

/** What is wanted at a path, as the schema describes it. */
export function expected(path: Path): string {
  const { description, default: otherwise } = partAt(path) ?? {}
  const variable = VARIABLES.findLast((candidate) => candidate.path.join('.') === path.join('.'))
  return [
    description === undefined ? 'See docs/configuration.md.' : `Expected here: ${description}.`,
    ...(otherwise === undefined ? [] : [`Default: ${JSON.stringify(otherwise)}.`]),
    ...(variable === undefined ? [] : [`The variable ${variable.name} also sets it.`]),
  ].join(' ')
}

function valueAt(value: unknown, path: Path): unknown {
  return path.reduce<unknown>(
    (part, step) =>
      part !== null && typeof part === 'object' ? Object.getOwnPropertyDescriptor(part, step)?.value : undefined,
    value,
  )
}
