import { createHash } from 'node:crypto'
import type { Place, Whereabouts } from './place.ts'
import { type BuildPlan, build } from './plans/build.ts'
import { type CancelPlan, cancel } from './plans/cancel.ts'
import { type DeployPlan, deploy } from './plans/deploy.ts'
import { type LockPlan, lock } from './plans/lock.ts'
import type { ListedAs, PlanKind, PlanRight, RunKind } from './plans/plan-kind.ts'
import { type PromotePlan, promote } from './plans/promote.ts'
import { type RepairPlan, repair } from './plans/repair.ts'
import { type RestartPlan, restart } from './plans/restart.ts'
import { rollback } from './plans/rollback.ts'
import { type ScalePlan, scale } from './plans/scale.ts'
import { type SchedulePlan, schedule } from './plans/schedule.ts'
import { type UnlockPlan, unlock } from './plans/unlock.ts'
import { type WorkflowPlan, workflow } from './plans/workflow.ts'
import type { Release } from './release.ts'

/** What is about one release. */
export type ReleasePlan = BuildPlan | DeployPlan | RepairPlan

/** What is about the instances that run, whatever release they have. */
export type OperationPlan = RestartPlan | ScalePlan

/** What becomes a task. */
export type RunPlan = ReleasePlan | OperationPlan | WorkflowPlan

/** What a person confirms, exact to the commit. */
export type Plan = RunPlan | CancelPlan | PromotePlan | LockPlan | UnlockPlan | SchedulePlan

const RUN_KINDS = { build, deploy, rollback, repair, restart, scale, workflow } as const satisfies Record<
  RunPlan['kind'],
  unknown
>
const PLAN_KINDS = { ...RUN_KINDS, cancel, promote, lock, unlock, schedule } as const satisfies Record<
  Plan['kind'],
  unknown
>

/** The kinds of plans that become tasks. */
export const RUN_PLAN_KINDS = Object.keys(RUN_KINDS) as readonly RunPlan['kind'][]

/** The kinds that are about one release. */
export const RELEASE_PLAN_KINDS = ['build', 'deploy', 'rollback'] as const satisfies readonly ReleasePlan['kind'][]

/** The right to each kind of plan. */
export const PLAN_RIGHTS: readonly PlanRight[] = Object.values(PLAN_KINDS).map(({ right }) => right)

/** Whether a plan becomes a task of its own; the others are about a task that there is. */
export const isRunPlan = (plan: Plan): plan is RunPlan => plan.kind in RUN_KINDS

/** Whether a task is about one release. */
export const isReleasePlan = (plan: Plan): plan is ReleasePlan =>
  isRunPlan(plan) && plan.kind !== 'workflow' && !isOperation(plan)

/** Whether a task is about the instances that run. */
export const isOperation = (plan: Plan): plan is OperationPlan => plan.kind === 'restart' || plan.kind === 'scale'

/** The release that a task is about; undefined for a workflow of the team's own. */
export const releaseOf = ({ plan }: { readonly plan: RunPlan }): Release | undefined =>
  isReleasePlan(plan) ? plan.release : undefined

/** A plan's kind takes that plan, which the compiler cannot see. */
const kindOf = (plan: Plan): PlanKind<Plan> => PLAN_KINDS[plan.kind] as PlanKind<Plan>
const runKindOf = (plan: RunPlan): RunKind<RunPlan, DeployPlan> => RUN_KINDS[plan.kind] as RunKind<RunPlan, DeployPlan>

/** The right that plans of a kind need. */
export const rightTo = (kind: Plan['kind']): PlanRight => PLAN_KINDS[kind].right

/** Whether a plan is confirmed whatever the policy says. */
export const isAlwaysConfirmed = (plan: Plan): boolean => kindOf(plan).alwaysConfirmed ?? false

/** Whether only doubt about the request is a reason to have a plan confirmed. */
export const startsUnasked = (plan: Plan): boolean => kindOf(plan).startsUnasked ?? false

/** Equal for two plans exactly when they would do the same thing to the same running state. */
export function planHash(plan: Plan): string {
  return createHash('sha256')
    .update(JSON.stringify(kindOf(plan).essence(plan)))
    .digest('hex')
}

type PlannedRun = { readonly plan: RunPlan }

/**
 * The release that a task puts into service, and where; undefined for one that puts none there. Derived and not stored, so
 * that documents of earlier versions have it too.
 */
export const targetOf = ({ plan }: PlannedRun): DeployPlan | undefined => runKindOf(plan).target?.(plan)

/** Where no other task may work meanwhile; undefined for a task that changes nothing that runs. */
export const heldPlaceOf = ({ plan }: PlannedRun): Place | undefined => runKindOf(plan).holds?.(plan)

/** Where a task changes what serves; undefined for one that does not, and for the devices of a ring. */
export const servedPlaceOf = ({ plan }: PlannedRun): Place | undefined =>
  isOperation(plan) ? plan : targetOf({ plan })

/** The same plan with what is live and the recipe as they are now; its ref is not looked up again. */
export const planNow = ({ plan }: PlannedRun, live: Release | undefined, recipe: string): RunPlan =>
  runKindOf(plan).now(plan, live, recipe)

/** What is held against another task at the same place. */
export type Comparable = Pick<ReleasePlan, 'kind' | 'release'> | OperationPlan

/** Whether two tasks at one place come to the same: a rollback to a release and a deployment of it do. */
export function comesToTheSame(one: RunPlan, other: Comparable): boolean {
  if (isOperation(one))
    return one.kind === other.kind && (one.kind === 'restart' || ('count' in other && other.count === one.count))
  if (!isReleasePlan(one) || other.kind === 'restart' || other.kind === 'scale') return false
  // Another device is other work.
  if (one.kind === 'repair' && 'device' in other && other.device !== one.device) return false
  const hasTarget = (kind: RunPlan['kind']): boolean => 'target' in RUN_KINDS[kind]
  const isSameWork = one.kind === other.kind || (hasTarget(one.kind) && hasTarget(other.kind))
  return isSameWork && one.release.sha === other.release.sha
}

/** The service that a plan is about, and its environment, if it has them. */
export function whereOf({ plan: { service, environment } }: { readonly plan: Whereabouts }): Whereabouts {
  return { ...(service !== undefined && { service }), ...(environment !== undefined && { environment }) }
}

/** What lists of tasks filter by. */
export const listedAs = ({ plan }: PlannedRun): ListedAs => runKindOf(plan).listedAs
