import type { TaskId } from '../domain/ids.ts'
import { isRunPlan, type Plan, type RunPlan } from '../domain/plan.ts'
import type { CancelPlan } from '../domain/plans/cancel.ts'
import type { PromotePlan } from '../domain/plans/promote.ts'
import type { Risk } from '../domain/risk.ts'
import type { RunRequest } from '../domain/run.ts'
import type { Workflows } from '../domain/workflow.ts'
import type { EventLog } from '../ports/event-store.ts'
import { cancelRun } from '../runs/cancel-run.ts'
import { promoteRun } from '../runs/promote-run.ts'
import { startRun } from '../runs/start-run.ts'
import type { Transaction } from '../runtime/transact.ts'
import type { Texts } from '../texts/texts.ts'
import { textsIn } from '../texts/texts-in.ts'
import type { Actor } from './actor.ts'
import { whyNotPromoted } from './plans/promote.ts'

/** On whose behalf something is started. */
export interface Origin extends Actor {
  /** The hash of the plan that was confirmed. */
  readonly approved?: string | undefined
  /** What it was assessed to risk. */
  readonly risk?: Risk | undefined
  /** The message whose “Let me think…” the task's status card replaces. */
  readonly inPlaceOf?: string | undefined
}

/** A number for the task that a plan becomes; other plans are about a task that has one. */
export async function taskFor(plan: Plan, log: Pick<EventLog, 'nextNumber'>): Promise<TaskId> {
  return isRunPlan(plan) ? `TASK-${await log.nextNumber('task')}` : plan.task
}

/** Starts what a plan says. @returns Why there is nothing to start, as a sentence; then nothing is appended. */
export async function startPlan(
  transaction: Transaction,
  plan: Plan,
  task: TaskId,
  origin: Origin,
  workflows: Workflows,
  now: Date,
): Promise<string | undefined> {
  const texts = textsIn(origin.language)
  switch (plan.kind) {
    case 'cancel':
      return cancelTask(transaction, plan, origin, workflows, texts, now)
    case 'promote':
      return promoteCanary(transaction, plan, origin, texts)
    case 'build':
    case 'deploy':
    case 'rollback':
    case 'workflow': {
      const same = await startRun(transaction, requestFor(plan, task, origin), workflows, now)
      return same && texts.plans.problem.alreadyDoing({ task: same })
    }
  }
}

async function cancelTask(
  transaction: Transaction,
  plan: CancelPlan,
  { by }: Origin,
  workflows: Workflows,
  texts: Texts,
  now: Date,
): Promise<string | undefined> {
  const cancellation = await cancelRun(transaction, plan.task, by, plan.reason, workflows, now)
  switch (cancellation?.kind) {
    case 'cancel':
      return undefined
    case 'too-late':
      return texts.plans.problem.tooLate(plan)
    case 'over':
    case undefined:
      return texts.plans.problem.hasEnded(plan)
  }
}

async function promoteCanary(
  transaction: Transaction,
  plan: PromotePlan,
  { by }: Origin,
  texts: Texts,
): Promise<string | undefined> {
  const { task } = plan
  const promoted = await promoteRun(transaction, plan, by)
  if (!promoted) return texts.plans.problem.promotion.notOnTrial({ task })
  return promoted.kind === 'promote' ? undefined : whyNotPromoted(promoted, { task }, texts)
}

function requestFor(
  plan: RunPlan,
  task: TaskId,
  { by, groups, thread, language, tell = [], tellOn, approved, risk, inPlaceOf }: Origin,
): RunRequest {
  return {
    task,
    plan,
    by,
    groups,
    thread,
    ...(language && { language }),
    ...(tell.length > 0 && { tell, ...(tellOn && { tellOn }) }),
    ...(approved !== undefined && { approved }),
    ...(risk && { risk }),
    ...(inPlaceOf !== undefined && { inPlaceOf }),
  }
}
