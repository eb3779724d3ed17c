import type { CommitCheck } from '../../src/domain/commit-checks.ts'

/** One attempt of a check. Checks of one name in two groups, such as two workflows, are two checks. */
export interface CheckAttempt extends CommitCheck {
  readonly group: string
}

const WORST_FIRST: readonly CommitCheck['state'][] = ['red', 'running', 'green']

/** Of each check its newest attempt, and of those of one name the worst; in the order of their names. */
export function newestChecks(newestFirst: readonly CheckAttempt[]): readonly CommitCheck[] {
  const newest = new Map(newestFirst.toReversed().map((check) => [`${check.group} ${check.name}`, check]))
  const byName = Map.groupBy(newest.values(), ({ name }) => name)
  return [...byName]
    .map(([name, its]) => {
      const state = worstOf(its)
      const mayFail = its.every((one) => one.state !== state || one.mayFail)
      return { name, state, ...(mayFail && { mayFail: true as const }) }
    })
    .sort((one, other) => one.name.localeCompare(other.name, 'en'))
}

const worstOf = (checks: readonly CommitCheck[]): CommitCheck['state'] =>
  WORST_FIRST.find((state) => checks.some((check) => check.state === state)) ?? 'running'
