import type { ActionsRun } from '../../code-host/github/workflow-runs.ts'
import type { Deployment } from './actions-api.ts'
import { runMark, type Undertaking } from './undertaking.ts'

/** The run that was asked for, as soon as GitHub shows it: that with the mark, or the next attempt of the one whose jobs failed. */
export async function ownRun(
  { api, order: { rerun } }: Pick<Undertaking, 'api' | 'order'>,
  deployment: Deployment,
): Promise<ActionsRun | undefined> {
  if (!rerun) return api.findRun(runMark(deployment), deployment.created_at)
  const run = await api.run(rerun.run)
  return run.run_attempt > rerun.attempt ? run : undefined
}
