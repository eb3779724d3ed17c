import type { CommitCheck } from '../../src/domain/commit-checks.ts'

/** One of each name, the first that is given; in the order of their names. */
export function newestChecks(newestFirst: readonly CommitCheck[]): readonly CommitCheck[] {
  const byName = new Map(newestFirst.toReversed().map((check) => [check.name, check]))
  return [...byName.values()].sort((one, other) => one.name.localeCompare(other.name, 'en'))
}
