import type { TaskId } from '../domain/ids.ts'
import type { Plan, RunPlan } from '../domain/plan.ts'
import type { Risk } from '../domain/risk.ts'
import type { RunRequest } from '../domain/run.ts'
import type { Workflows } from '../domain/workflow.ts'
import type { EventLog } from '../ports/event-store.ts'
import { cancelRun } from '../runs/cancel-run.ts'
import { startRun } from '../runs/start-run.ts'
import type { Transaction } from '../runtime/transact.ts'
import { textsIn } from '../texts/texts-in.ts'
import type { Actor } from './actor.ts'

/** On whose behalf something is started. */
export interface Origin extends Actor {
  /** The hash of the plan that was confirmed. */
  readonly approved?: string | undefined
  /** What it was assessed to risk. */
  readonly risk?: Risk | undefined
  /** The message whose “Let me think…” the task's status card replaces. */
  readonly inPlaceOf?: string | undefined
}

/** A number for the task that a plan becomes; a cancellation is about a task that has one. */
export async function taskFor(plan: Plan, log: Pick<EventLog, 'nextNumber'>): Promise<TaskId> {
  return plan.kind === 'cancel' ? plan.task : `TASK-${await log.nextNumber('task')}`
}

/** Starts what a plan says. @returns Why there is nothing to start, as a sentence; then nothing is appended. */
export async function startPlan(
  transaction: Transaction,
  plan: Plan,
  task: TaskId,
  origin: Origin,
  workflows: Workflows,
): Promise<string | undefined> {
  const texts = textsIn(origin.language)
  if (plan.kind !== 'cancel') {
    const same = await startRun(transaction, requestFor(plan, task, origin), workflows)
    return same && texts.plans.problem.alreadyDoing({ task: same })
  }
  const cancellation = await cancelRun(transaction, plan.task, origin.by, plan.reason, workflows)
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

function requestFor(
  plan: RunPlan,
  task: TaskId,
  { by, groups, thread, language, tell = [], approved, risk, inPlaceOf }: Origin,
): RunRequest {
  return {
    task,
    plan,
    by,
    groups,
    thread,
    ...(language && { language }),
    ...(tell.length > 0 && { tell }),
    ...(approved !== undefined && { approved }),
    ...(risk && { risk }),
    ...(inPlaceOf !== undefined && { inPlaceOf }),
  }
}
