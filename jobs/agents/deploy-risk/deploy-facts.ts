import { environmentKey } from '../../../src/domain/environment.ts'
import { roundedShare } from '../../../src/domain/error-budget.ts'
import type { EnvironmentId, ServiceId } from '../../../src/domain/ids.ts'
import type { Objective } from '../../../src/domain/objective.ts'
import type { DeployPlan } from '../../../src/domain/plans/deploy.ts'
import { environmentLabel, environments, runs, serviceLabel } from '../../../src/domain/projections.ts'
import type { Release } from '../../../src/domain/release.ts'
import type { Run } from '../../../src/domain/run.ts'
import type { Clock } from '../../../src/ports/clock.ts'
import type { Canaries } from '../../../src/ports/deployer.ts'
import type { Documents } from '../../../src/ports/event-store.ts'
import type { FileChange, Source } from '../../../src/ports/source.ts'
import type { TrafficHistory } from '../../../src/ports/traffic-history.ts'
import { budgetAt } from '../../../src/queries/budget-at.ts'
import { inTime } from '../core/in-time.ts'
import type { DeployEvidence } from './evidence.ts'
import { touchesMigration } from './touches-migration.ts'

export interface DeployFactsParts {
  readonly clock: Clock
  readonly documents: Documents
  readonly source: Pick<Source, 'changesBetween'>
  readonly history: TrafficHistory
  /** What users are promised; undefined where that is nothing. */
  readonly objectiveAt: (service: ServiceId, environment: EnvironmentId) => Objective | undefined
  readonly canaries: Canaries
  /** Environments for trying things out. */
  readonly isTrial: (environment: EnvironmentId) => boolean
  /** Where the team lives, such as `Europe/Berlin`. */
  readonly timeZone: string
}

const RECENT_MS = 24 * 60 * 60 * 1000
/** So many of the newest runs of a place say enough about the last day. */
const RUNS_LOOKED_AT = 50

/**
 * Everything that is known before a deployment. The time is that of the hour, and the error budget in whole percents, so that
 * the same facts are the same for a while.
 */
export async function deployFacts(plan: DeployPlan, parts: DeployFactsParts): Promise<DeployEvidence> {
  const now = parts.clock.now()
  const { service, environment, from, release } = plan
  const [place, changes, budget, here, active, canaryPossible] = await Promise.all([
    parts.documents.get(environments, environmentKey(service, environment)),
    from && inTime(parts.clock, parts.source.changesBetween(service, from.sha, release.sha)),
    budgetFacts(plan, parts, now),
    parts.documents.list(runs, {
      labels: ['deployment', 'ended', serviceLabel(service), environmentLabel(environment)],
      limit: RUNS_LOOKED_AT,
    }),
    parts.documents.list(runs, { labels: ['active', 'deployment', environmentLabel(environment)] }),
    from !== undefined && isCanaryPossible(plan, parts),
  ])
  // A deployment stopped by an objection was never started: it says nothing about the service.
  const tried = here.filter(({ failure }) => !failure?.objected)
  const [last] = tried
  return {
    service,
    environment,
    ...(parts.isTrial(environment) && { trial: true }),
    at: beginningOfHour(now),
    timeZone: parts.timeZone,
    ...(from && { liveCommit: shortened(from) }),
    newCommit: shortened(release),
    ...(from && { commits: plan.commitCount }),
    ...(changes && sizeOf(changes)),
    ...budget,
    recentFailures: tried.filter((run) => hasFailedSince(run, now.getTime() - RECENT_MS)).length,
    ...(last && { lastDeployFailed: last.state === 'failed' }),
    firstDeploy: place?.current === undefined,
    otherDeploysRunning: active.filter((run) => run.plan.service !== service && run.state === 'running').length,
    isRollback: plan.kind === 'rollback',
    canaryPossible,
    strategy: plan.strategy,
  }
}

/** Nothing where there is no objective, or too little traffic to tell: neither speaks for or against anything. */
async function budgetFacts(
  { service, environment }: DeployPlan,
  { clock, history, objectiveAt }: DeployFactsParts,
  now: Date,
): Promise<Pick<DeployEvidence, 'errorBudgetLeft' | 'errorBudgetUnknown'>> {
  const objective = objectiveAt(service, environment)
  if (!objective) return {}
  const found = await inTime(clock, budgetAt({ service, environment }, objective, history, now))
  if (!found || found.unknown !== undefined) return { errorBudgetUnknown: true }
  return found.budget.kind === 'told' ? { errorBudgetLeft: roundedShare(found.budget.left) } : {}
}

/** What cannot be found out in time is not possible. */
async function isCanaryPossible({ service, environment }: DeployPlan, parts: DeployFactsParts): Promise<boolean> {
  const possible = parts.canaries.canaryBlocker(service, environment).then((why) => why === undefined)
  return (await inTime(parts.clock, possible)) ?? false
}

/** As long as nobody confuses it with another, and short enough for a model to repeat. */
function shortened({ sha }: Release): string {
  return sha.slice(0, 12)
}

function sizeOf(
  changes: readonly FileChange[],
): Pick<DeployEvidence, 'filesChanged' | 'linesChanged' | 'migrationsTouched'> {
  return {
    filesChanged: changes.length,
    linesChanged: changes.reduce((sum, { added, removed }) => sum + added + removed, 0),
    migrationsTouched: changes.map(({ path }) => path).filter(touchesMigration),
  }
}

function hasFailedSince({ state, endedAt }: Run, since: number): boolean {
  return state === 'failed' && endedAt !== undefined && Date.parse(endedAt) >= since
}

function beginningOfHour(now: Date): string {
  const hour = new Date(now)
  hour.setUTCMinutes(0, 0, 0)
  return hour.toISOString()
}
