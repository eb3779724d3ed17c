import type { PathProblem } from './schema-problems.ts'

/** A shorter value is no secret, and stands in many a sentence. */
const SHORTEST_SECRET = 4

/** The same problem with variables in the place of their values, which may be secrets wherever somebody has put one. */
export function withoutValues(problem: PathProblem, names: ReadonlyMap<string, string>): PathProblem {
  const longestFirst = [...names].toSorted(([one], [other]) => other.length - one.length)
  const hide = (text: string): string =>
    longestFirst
      .filter(([value]) => value.length >= SHORTEST_SECRET)
      .reduce((hidden, [value, name]) => hidden.replaceAll(value, () => `\${${name}}`), text)
  return { ...problem, problem: hide(problem.problem), remedy: hide(problem.remedy) }
}
