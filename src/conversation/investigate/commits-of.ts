import { targetOf, whereOf } from '../../domain/plan.ts'
import type { Commit } from '../../domain/release.ts'
import type { Run } from '../../domain/run.ts'
import type { ReaderScope } from '../../queries/scope.ts'

const MOST_COMMITS = 4

/** The newest commits a run brings, as its plan kept them; none that the person may not see. */
export async function commitsOf(run: Run, scope: ReaderScope): Promise<readonly Commit[]> {
  const target = targetOf(run)
  if (!target) return []
  return (await scope.mayRead('deploy.diff', whereOf(run))) ? target.commits.slice(0, MOST_COMMITS) : []
}
