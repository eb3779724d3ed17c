import type { ChangeId } from '../domain/change-request.ts'
import type { LockId } from '../domain/gates/place-lock.ts'
import type { TaskId } from '../domain/ids.ts'
import { comesToTheSame, isRunPlan, type Plan, type RunPlan } from '../domain/plan.ts'
import type { CancelPlan } from '../domain/plans/cancel.ts'
import type { PromotePlan } from '../domain/plans/promote.ts'
import type { RepairPlan } from '../domain/plans/repair.ts'
import type { Risk } from '../domain/risk.ts'
import type { BrokenGlass, RunRequest } from '../domain/run-events.ts'
import { otherAccountsOf } from '../domain/same-person.ts'
import type { Workflows } from '../domain/workflow.ts'
import type { Several } from '../domain/workflows/several.ts'
import type { EventLog } from '../ports/event-store.ts'
import { cancelRun } from '../runs/cancel-run.ts'
import { claimDevice, fixOf } from '../runs/claim-device.ts'
import { promoteRun } from '../runs/promote-run.ts'
import { startRun } from '../runs/start-run.ts'
import type { Transaction } from '../runtime/transact.ts'
import type { Texts } from '../texts/texts.ts'
import { textsIn } from '../texts/texts-in.ts'
import type { Actor } from './actor.ts'
import { requiredFor } from './approvals/required.ts'
import { type Stop, stopOf } from './gates.ts'
import { lockPlaces, unlockPlaces } from './lock.ts'
import type { ChangeParts } from './parts.ts'
import { whyNotPromoted } from './plans/promote.ts'
import { cancelSchedule, scheduleDeployment } from './schedule.ts'

/** On whose behalf something is started. */
export interface Origin extends Actor {
  /** The hash of the plan that was confirmed. */
  readonly approved?: string | undefined
  /** What it was assessed to risk. */
  readonly risk?: Risk | undefined
  /** The message whose “Let me think…” the task's status card replaces. */
  readonly inPlaceOf?: string | undefined
  /** The lock that its person has seen: it waits for that one. */
  readonly waitsFor?: LockId | undefined
  /** The change request that it comes of. */
  readonly change?: ChangeId | undefined
  /** Ids of what others have permitted to set aside, such as a freeze or somebody's lock. */
  readonly overrides?: readonly string[] | undefined
  /** Who started it without the approvals that it needed, and why. */
  readonly brokeGlass?: BrokenGlass | undefined
  /** The change request whose broken condition it answers. */
  readonly restoresFor?: ChangeId | undefined
}

/** The number of what a plan becomes: a task or a lock. */
export type PlanNumber = TaskId | LockId | undefined

/** A number for what a plan becomes; undefined for plans about what has one. */
export async function numberFor(plan: Plan, log: Pick<EventLog, 'nextNumber'>): Promise<PlanNumber> {
  if (isRunPlan(plan) || plan.kind === 'schedule') return `TASK-${await log.nextNumber('task')}`
  return plan.kind === 'lock' ? `LOCK-${await log.nextNumber('lock')}` : undefined
}

/** The task that a plan becomes or is about; undefined for what is no task. */
export function taskOf(plan: Plan, number: PlanNumber): TaskId | undefined {
  if (isRunPlan(plan)) return number as TaskId
  return 'task' in plan ? plan.task : undefined
}

export type StartParts = Pick<ChangeParts, 'workflows' | 'store' | 'settings' | 'clock' | 'newId' | 'delivery'>

/** Starts what a plan says. @returns Why there is nothing to start, as a sentence; then nothing is appended. */
export async function startPlan(
  parts: StartParts,
  transaction: Transaction,
  plan: Plan,
  number: PlanNumber,
  origin: Origin,
): Promise<string | undefined> {
  const { workflows } = parts
  const now = parts.clock.now()
  const texts = textsIn(origin.language)
  switch (plan.kind) {
    case 'cancel':
      return cancelTask(transaction, plan, origin, workflows, texts, now)
    case 'promote':
      return (
        (await unapprovedBy(plan, origin, parts, texts)) ??
        (await stopOf(plan, origin.by, parts, texts, { overrides: origin.overrides, transaction }))?.sentence ??
        promoteCanary(transaction, plan, origin, texts)
      )
    case 'lock':
      return lockPlaces(parts, transaction, plan, number as LockId, origin, texts)
    case 'schedule':
      return scheduleDeployment(parts, transaction, plan, number as TaskId, origin, texts)
    case 'unlock':
      return unlockPlaces(parts, transaction, plan, origin, texts)
    case 'build':
    case 'deploy':
    case 'rollback':
    case 'repair':
    case 'restart':
    case 'scale':
    case 'workflow': {
      const unapproved = await unapprovedBy(plan, origin, parts, texts)
      if (unapproved !== undefined) return unapproved
      const stop = await stopOf(plan, origin.by, parts, texts, { overrides: origin.overrides, transaction })
      if (stop && !waitsOrPasses(stop, origin)) return stop.sentence
      const busy = plan.kind === 'repair' ? await fixedMeanwhile(transaction, plan, texts) : undefined
      if (busy !== undefined) return busy
      const same = await startRun(
        transaction,
        requestFor(plan, number as TaskId, origin, parts.settings),
        workflows,
        now,
      )
      if (same) return texts.plans.problem.alreadyDoing({ task: same })
      if (plan.kind === 'repair') claimDevice(transaction, plan, number as TaskId)
      return undefined
    }
  }
}

/** A device has one fix at a time, whoever asked for it and whatever runs on it. */
async function fixedMeanwhile(
  transaction: Transaction,
  plan: RepairPlan,
  { plans: { problem } }: Texts,
): Promise<string | undefined> {
  const fix = await fixOf(transaction, plan.device)
  if (!fix) return undefined
  const { task } = fix
  return comesToTheSame(fix.plan, plan) ? problem.alreadyDoing({ task }) : problem.deviceBusy({ ...plan, task })
}

/** Whoever starts something, what the policy wants approved comes of a change request. */
async function unapprovedBy(
  plan: Plan,
  { change, restoresFor, risk }: Origin,
  parts: StartParts,
  texts: Texts,
): Promise<string | undefined> {
  if (change !== undefined || restoresFor !== undefined) return undefined
  // Rings ask for their approvals by steps of their own.
  if (plan.kind === 'workflow' && plan.several?.rings) return undefined
  if (plan.kind === 'workflow' && plan.several) return unapprovedAmong(plan.several, parts, texts)
  const { required } = await requiredFor(parts, plan, risk, texts)
  if (required.length === 0) return undefined
  return texts.changes.needsApproval({ needs: required.map(({ why }) => why).join(' ') })
}

/** What needs an approval is asked for by itself: nobody can approve it as a part of several. */
async function unapprovedAmong({ deployments }: Several, parts: StartParts, texts: Texts): Promise<string | undefined> {
  for (const { service, environment, plan, risk } of deployments) {
    const required = plan ? (await requiredFor(parts, plan, risk, texts)).required : []
    const what = required.map(({ why }) => why).join(' ')
    if (what !== '') return `${texts.several.about({ service, environment, what })} ${texts.several.oneByOne}`
  }
  return undefined
}

/** A lock that its person was shown is waited for; none stops a release from being restored by itself. */
function waitsOrPasses({ lock }: Stop, { waitsFor, restoresFor }: Origin): boolean {
  return lock !== undefined && (lock === waitsFor || restoresFor !== undefined)
}

async function cancelTask(
  transaction: Transaction,
  plan: CancelPlan,
  { by }: Origin,
  workflows: Workflows,
  texts: Texts,
  now: Date,
): Promise<string | undefined> {
  if (await cancelSchedule(transaction, plan, by)) return undefined
  const cancellation = await cancelRun(transaction, plan.task, by, plan.reason, workflows, now)
  switch (cancellation?.kind) {
    case 'cancel':
      return undefined
    case 'too-late':
      return texts.plans.problem[cancellation.of === 'operation' ? 'tooLateToStop' : 'tooLate'](plan)
    case 'under-way':
      return texts.plans.problem.isCancelling(plan)
    case 'over':
    case undefined:
      return texts.plans.problem.hasEnded(plan)
  }
}

async function promoteCanary(
  transaction: Transaction,
  plan: PromotePlan,
  { by, brokeGlass }: Origin,
  texts: Texts,
): Promise<string | undefined> {
  const { task } = plan
  const promoted = await promoteRun(transaction, plan, by, brokeGlass)
  if (!promoted) return texts.plans.problem.promotion.notOnTrial({ task })
  return promoted.kind === 'promote' ? undefined : whyNotPromoted(promoted, { task }, texts)
}

function requestFor(
  plan: RunPlan,
  task: TaskId,
  {
    by,
    groups,
    thread,
    language,
    tell = [],
    tellOn,
    approved,
    risk,
    inPlaceOf,
    change,
    overrides = [],
    brokeGlass,
    restoresFor,
  }: Origin,
  { people = [] }: StartParts['settings'],
): RunRequest {
  const accounts = otherAccountsOf(by, people)
  return {
    task,
    plan,
    by,
    ...(accounts.length > 0 && { accounts }),
    groups,
    thread,
    ...(language && { language }),
    ...(tell.length > 0 && { tell, ...(tellOn && { tellOn }) }),
    ...(approved !== undefined && { approved }),
    ...(risk && { risk }),
    ...(inPlaceOf !== undefined && { inPlaceOf }),
    ...(change !== undefined && { change }),
    ...(overrides.length > 0 && { overrides }),
    ...(brokeGlass && { brokeGlass }),
    ...(restoresFor !== undefined && { restoresFor }),
  }
}
