import type { Commit } from '../../domain/release.ts'
import type { Run } from '../../domain/run.ts'
import type { ToolScope } from '../../queries/scope.ts'

const MOST_COMMITS = 4

/** The newest commits a run brings, as its plan kept them; none that the person may not see. */
export async function commitsOf({ plan }: Run, scope: ToolScope): Promise<readonly Commit[]> {
  if (plan.kind === 'build') return []
  const { service, environment } = plan
  return (await scope.mayRead('deploy.diff', { service, environment })) ? plan.commits.slice(0, MOST_COMMITS) : []
}
