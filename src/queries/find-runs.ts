import type { EnvironmentId, ServiceId } from '../domain/ids.ts'
import { whereOf } from '../domain/plan.ts'
import { environmentLabel, runs, serviceLabel, workflowLabel } from '../domain/projections.ts'
import type { Run, RunState } from '../domain/run.ts'
import type { ReaderScope } from './scope.ts'

export interface RunFilter {
  /** `deployment`: rollbacks too. All of them when left out. */
  readonly kind?: 'build' | 'deployment' | 'workflow' | undefined
  /** Only runs of this workflow. */
  readonly workflow?: string | undefined
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
export async function findRuns(scope: ReaderScope, filter: RunFilter, intent: string): Promise<readonly Run[]> {
  const listed = await listRuns(scope, filter)
  return visibleAmong(
    scope,
    listed.filter((run) => isInTime(run, filter)),
    intent,
  )
}

function listRuns(
  { store }: ReaderScope,
  { kind, workflow, service, environment, state, newest = LOOKED_THROUGH }: RunFilter,
): Promise<readonly Run[]> {
  const labels = [
    ...(kind === undefined ? [] : [kind]),
    ...(workflow === undefined ? [] : [workflowLabel(workflow)]),
    ...(service === undefined ? [] : [serviceLabel(service)]),
    ...(environment === undefined ? [] : [environmentLabel(environment)]),
    ...(state === undefined ? [] : [state]),
  ]
  return store.list(runs, { labels, limit: newest })
}

function isInTime({ requestedAt }: Run, { since, until }: RunFilter): boolean {
  const at = Date.parse(requestedAt)
  return (since === undefined || at >= Date.parse(since)) && (until === undefined || at <= Date.parse(until))
}

/** Decided once for each place, however many runs it has. */
async function visibleAmong(scope: ReaderScope, found: readonly Run[], intent: string): Promise<readonly Run[]> {
  const decisions = new Map<string, Promise<boolean>>()
  const maySee = (run: Run): Promise<boolean> => {
    const where = whereOf(run)
    const key = `${where.service ?? ''}/${where.environment ?? ''}`
    const decision = decisions.get(key) ?? scope.mayRead(intent, where)
    decisions.set(key, decision)
    return decision
  }
  const visible = await Promise.all(found.map(maySee))
  return found.filter((_, index) => visible[index])
}

/** The newest runs that the person may see, at most so many: more are read only where some of the newest are not theirs. */
export async function newestRuns(
  scope: ReaderScope,
  filter: RunFilter,
  intent: string,
  limit: number,
): Promise<readonly Run[]> {
  const newest = await listRuns(scope, { ...filter, newest: limit })
  const visible = await visibleAmong(scope, newest, intent)
  if (visible.length === newest.length) return visible.filter((run) => isInTime(run, filter))
  return (await findRuns(scope, filter, intent)).slice(0, limit)
}

/** One run by its number; undefined also when the person may not see it, so that nothing is learned from the difference. */
export async function findRun(scope: ReaderScope, task: string, intent: string): Promise<Run | undefined> {
  const run = await scope.store.get(runs, task.toUpperCase())
  return run && (await scope.mayRead(intent, whereOf(run))) ? run : undefined
}
