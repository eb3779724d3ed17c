import type { EnvironmentState } from './environment.ts'
import { releaseOf } from './plan.ts'
import type { Health } from './release.ts'
import type { Run } from './run.ts'

/** Whether what failed then was deployed by a later task, and, where it was looked at, is well: nothing is left to do. Pure. */
export function wentLiveSince(
  { plan, requestedAt, endedAt }: Run,
  place: EnvironmentState | undefined,
  health: Health | undefined,
): boolean {
  const current = place?.current
  const sha = releaseOf({ plan })?.sha
  if (!current || current.release.sha !== sha) return false
  const isLater = Date.parse(current.at) > Date.parse(endedAt ?? requestedAt)
  return isLater && (health === undefined || (health.state === 'healthy' && health.release.sha === sha))
}
