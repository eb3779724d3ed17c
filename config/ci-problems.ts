import type { Outline } from './outline.ts'
import type { PathProblem } from './schema-problems.ts'
import { unknownSecret } from './targets/unknown-secrets.ts'

/** The token of Jenkins must be there by its name. */
export function ciAccountProblems(outline: Outline): readonly PathProblem[] {
  const { jenkins } = outline
  return jenkins === undefined || jenkins.token === ''
    ? []
    : unknownSecret(jenkins.token, outline, ['jenkins', 'token'])
}
