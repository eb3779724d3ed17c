import type { Clause } from './clauses.ts'

/** The same answer about a clause without asking twice: a hundred rules want to know. */
export function memoizePerClause(decide: (clause: Clause) => boolean): (clause: Clause) => boolean {
  const known = new WeakMap<Clause, boolean>()
  return (clause) => {
    const before = known.get(clause)
    if (before !== undefined) return before
    const answer = decide(clause)
    known.set(clause, answer)
    return answer
  }
}
