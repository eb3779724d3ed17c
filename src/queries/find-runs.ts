import type { EnvironmentId, ServiceId } from '../domain/ids.ts'
import { environmentLabel, runs, serviceLabel } from '../domain/projections.ts'
import type { Run, RunState } from '../domain/run.ts'
import { whereOf } from '../domain/target.ts'
import type { ToolScope } from './scope.ts'

export interface RunFilter {
  /** `deployment`: rollbacks too. Builds and deployments when left out. */
  readonly kind?: 'build' | 'deployment' | undefined
  readonly service?: ServiceId | undefined
  readonly environment?: EnvironmentId | undefined
  /** `active`: not over yet. */
  readonly state?: RunState | 'active' | undefined
  /** ISO 8601; when the run was asked for. */
  readonly since?: string | undefined
  readonly until?: string | undefined
  /** At most so many of the newest are looked at; each holds the end of its log. */
  readonly newest?: number
}

/** Far more than anybody asks about; older runs are found by their number. */
const LOOKED_THROUGH = 200

/** Builds, deployments and rollbacks that the person may see, newest first. */
export async function findRuns(scope: ToolScope, filter: RunFilter, intent: string): Promise<readonly Run[]> {
  const { kind, service, environment, state, since, until, newest = LOOKED_THROUGH } = filter
  const labels = [
    ...(kind === undefined ? [] : [kind]),
    ...(service === undefined ? [] : [serviceLabel(service)]),
    ...(environment === undefined ? [] : [environmentLabel(environment)]),
    ...(state === undefined ? [] : [state]),
  ]
  const listed = await scope.store.list(runs, { labels, limit: newest })
  const inTime = listed.filter(
    ({ requestedAt }) =>
      (since === undefined || Date.parse(requestedAt) >= Date.parse(since)) &&
      (until === undefined || Date.parse(requestedAt) <= Date.parse(until)),
  )
  const visible = await Promise.all(inTime.map((run) => maySee(scope, run, intent)))
  return inTime.filter((_, index) => visible[index])
}

/** The newest runs that the person may see, at most so many: more are read only where some of the newest are not theirs. */
export async function newestRuns(
  scope: ToolScope,
  filter: RunFilter,
  intent: string,
  limit: number,
): Promise<readonly Run[]> {
  const first = await findRuns(scope, { ...filter, newest: limit }, intent)
  if (first.length === limit) return first
  return (await findRuns(scope, filter, intent)).slice(0, limit)
}

/** One run by its number; undefined also when the person may not see it, so that nothing is learned from the difference. */
export async function findRun(scope: ToolScope, task: string, intent: string): Promise<Run | undefined> {
  const run = await scope.store.get(runs, task.toUpperCase())
  return run && (await maySee(scope, run, intent)) ? run : undefined
}

function maySee(scope: ToolScope, run: Run, intent: string): Promise<boolean> {
  return scope.mayRead(intent, whereOf(run))
}
