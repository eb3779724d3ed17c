import { accessFor } from '../access/plan-access.ts'
import { BotError } from '../domain/errors.ts'
import type { TaskId } from '../domain/ids.ts'
import { planHash } from '../domain/plan.ts'
import { SCHEDULE_ACTOR } from '../domain/policy-actor.ts'
import { workflowSchedules } from '../domain/projections.ts'
import { type CronRule, lastDue, nextDue, ruleOf } from '../domain/workflows/cron.ts'
import type { WorkflowDefinition } from '../domain/workflows/definition.ts'
import { placeOfWorkflow } from '../domain/workflows/places.ts'
import {
  dueStreamOf,
  type ScheduleDefinition,
  scheduleStreamOf,
  type WorkflowDue,
} from '../domain/workflows/schedule.ts'
import { type Loop, startLoop } from '../runtime/loop.ts'
import { type Transaction, transact } from '../runtime/transact.ts'
import { textsIn } from '../texts/texts-in.ts'
import type { ChangeParts } from './parts.ts'
import { planFor } from './plan.ts'
import { type PlanResult, type Problem, problem } from './plans/planned.ts'
import { startPlan } from './start.ts'

/** Before a workflow is looked at again whose start could not be decided. */
const RETRY_MS = 30_000

/** Why the last look at a workflow failed, and when that was. */
interface Fault {
  readonly at: Date
  readonly error: unknown
}

/** Starts workflows whose moment has come. Each moment starts one run at most, whichever process sees it first. */
export function startWorkflowsDue(parts: ChangeParts, onError: (error: unknown) => void): Loop {
  const { settings, clock } = parts
  const { workflows = [] } = settings
  const faults = new Map<string, Fault>()
  let isFirst = true
  const round = async (): Promise<Date | undefined> => {
    const now = clock.now()
    if (isFirst) await noteUnscheduled(parts, workflows, now)
    isFirst = false
    const looked = await Promise.allSettled(workflows.map((one) => look(parts, one, now, faults.get(one.id))))
    // One that cannot be started must not hold up the others.
    const next = workflows.map(({ id }, index) => {
      const one = looked[index]
      if (one?.status !== 'rejected') {
        faults.delete(id)
        return one?.value?.getTime() ?? Number.POSITIVE_INFINITY
      }
      faults.set(id, { at: now, error: one.reason })
      onError(one.reason)
      return now.getTime() + RETRY_MS
    })
    const soonest = Math.min(...next)
    return Number.isFinite(soonest) ? new Date(soonest) : undefined
  }
  return startLoop({ clock, round, onError })
}

/** Files are read at the start only: what has no schedule then has none until the next. */
async function noteUnscheduled(
  { store }: ChangeParts,
  workflows: readonly WorkflowDefinition[],
  now: Date,
): Promise<void> {
  const scheduled = new Set(workflows.flatMap(({ id, schedule }) => (schedule ? [id] : [])))
  const gone = (await store.list(workflowSchedules)).filter(({ workflow }) => !scheduled.has(workflow))
  for (const { workflow } of gone) {
    const stream = scheduleStreamOf(workflow)
    await transact(store, { correlationId: stream, actor: 'schedule' }, now, async (transaction) => {
      const last = (await transaction.read(stream)).at(-1)?.body
      if (last?.type !== 'workflow.unscheduled') transaction.append(stream, { type: 'workflow.unscheduled', workflow })
    })
  }
}

/**
 * @param fault Of the look before this one.
 * @returns When the workflow is due next; undefined when it never is.
 */
async function look(
  parts: ChangeParts,
  definition: WorkflowDefinition,
  now: Date,
  fault: Fault | undefined,
): Promise<Date | undefined> {
  const { id, schedule } = definition
  if (!schedule) return undefined
  const rule = ruleOf(schedule, parts.settings.gates.timeZone)
  const known = await parts.store.get(workflowSchedules, id)
  // What a new rule would have started before it was there is nobody's wish.
  if (!known || known.cron !== rule.cron || known.zone !== rule.zone) await note(parts, id, rule, now)
  else {
    const due = lastDue(rule, new Date(known.settled), now)
    if (due) await runDue(parts, definition, schedule, { due, now, fault })
  }
  return nextDue(rule, now)
}

async function note({ store }: ChangeParts, workflow: string, rule: CronRule, now: Date): Promise<void> {
  const cause = { correlationId: scheduleStreamOf(workflow), actor: 'schedule' }
  await transact(store, cause, now, async (transaction) => {
    const history = await transaction.read(scheduleStreamOf(workflow))
    const last = history.at(-1)?.body
    if (last?.type === 'workflow.scheduled' && last.cron === rule.cron && last.zone === rule.zone) return
    transaction.append(scheduleStreamOf(workflow), { type: 'workflow.scheduled', workflow, ...rule })
  })
}

async function runDue(
  parts: ChangeParts,
  definition: WorkflowDefinition,
  schedule: ScheduleDefinition,
  { due, now, fault }: { readonly due: Date; readonly now: Date; readonly fault: Fault | undefined },
): Promise<void> {
  const { store, settings } = parts
  const { id: workflow } = definition
  const moment = due.toISOString()
  const stream = dueStreamOf(workflow, moment)
  const isMissed = now.getTime() - due.getTime() > settings.gates.missedMinutes * 60_000
  const planned = isMissed ? triedInVain(due, fault) : await permittedPlan(parts, definition, schedule)
  const task: TaskId = planned?.kind === 'plan' ? `TASK-${await store.nextNumber('task')}` : 'TASK-0'
  await transact(store, { correlationId: stream, actor: 'schedule' }, now, async (transaction) => {
    if ((await transaction.read(stream)).length > 0) return
    const outcome = await outcomeOf(parts, transaction, schedule, planned, task)
    transaction.append(stream, { type: 'workflow.due', workflow, moment, channel: schedule.channel, outcome })
  })
}

/** It is too late though the bot was there: undefined when it was not. */
function triedInVain(due: Date, fault: Fault | undefined): Problem | undefined {
  if (!fault || fault.at < due) return undefined
  const { late, noAnswer } = textsIn(undefined).workflows.due
  return problem(late({ because: fault.error instanceof BotError ? fault.error.userMessage : noAnswer }))
}

/** The workflow with its inputs, as far as the one that starts it may. */
async function permittedPlan(
  parts: ChangeParts,
  definition: WorkflowDefinition,
  { with: inputs }: ScheduleDefinition,
): Promise<PlanResult> {
  const texts = textsIn(undefined)
  const place = placeOfWorkflow(definition, inputs)
  const planned = await planFor({ kind: 'workflow', definition, inputs, ...place }, parts, texts)
  if (planned.kind === 'problem') return planned
  const access = await parts.permissions.decide({ user: SCHEDULE_ACTOR, groups: [] }, accessFor(planned.plan))
  if (access.kind === 'allowed') return planned
  return { kind: 'problem', sentence: texts.workflows.due.mayNot({ actor: SCHEDULE_ACTOR, rule: access.rule }) }
}

async function outcomeOf(
  parts: ChangeParts,
  transaction: Transaction,
  { channel }: ScheduleDefinition,
  planned: PlanResult | undefined,
  task: TaskId,
): Promise<WorkflowDue> {
  if (!planned) return { kind: 'missed' }
  if (planned.kind === 'problem') return { kind: 'stopped', reason: planned.sentence }
  const { plan } = planned
  const origin = { by: SCHEDULE_ACTOR, groups: [], thread: channel, approved: planHash(plan) }
  const against = await startPlan(parts, transaction, plan, task, origin)
  return against === undefined ? { kind: 'started', task } : { kind: 'stopped', reason: against }
}
