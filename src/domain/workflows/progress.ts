import type { GroupId, TaskId, UserId } from '../ids.ts'
import type { Awaited } from './events.ts'

/** What a run of a team's own workflow knows besides the states of its steps. */
export interface Progress {
  readonly outputs: Readonly<Record<string, Readonly<Record<string, string>>>>
  /** Of each step that is done for every item of a list. */
  readonly items: Readonly<Record<string, readonly string[]>>
  readonly awaited: Readonly<Record<string, Awaited>>
  /** Until when each step waits at most. */
  readonly deadlines: Readonly<Record<string, string>>
  /** Steps that have waited too long, and wait only for their task to end. */
  readonly overdue: readonly string[]
  /** How often each step has failed and is tried again. */
  readonly retries: Readonly<Record<string, number>>
  /** How many of these had no answer. */
  readonly unanswered?: Readonly<Record<string, number>>
  readonly approvals: Readonly<Record<string, Approvals>>
  /** The last task that each step was handed on to. */
  readonly tasks: Readonly<Record<string, TaskId>>
  /** In the order in which they were done. */
  readonly done: readonly string[]
  /** By step, ISO 8601 in UTC. */
  readonly started: Readonly<Record<string, string>>
  readonly ended: Readonly<Record<string, string>>
}

export interface Approvals {
  readonly given: readonly GivenApproval[]
  readonly refusedBy?: UserId
}

/** Who has approved, and the groups that their platform named then. */
export interface GivenApproval {
  readonly by: UserId
  readonly groups: readonly GroupId[]
}

export const NO_PROGRESS: Progress = {
  outputs: {},
  items: {},
  awaited: {},
  deadlines: {},
  overdue: [],
  retries: {},
  approvals: {},
  tasks: {},
  done: [],
  started: {},
  ended: {},
}

type Told =
  | { readonly type: 'run.step.requested' | 'run.step.started' | 'run.step.overdue'; readonly step: string }
  | { readonly type: 'run.step.paused'; readonly step: string }
  | { readonly type: 'run.step.retried'; readonly step: string; readonly unanswered?: true }
  | { readonly type: 'run.step.expanded'; readonly step: string; readonly items: readonly string[] }
  | { readonly type: 'run.step.waiting'; readonly step: string; readonly awaited: Awaited; readonly until?: string }
  | ({ readonly type: 'run.approval.given'; readonly step: string } & GivenApproval)
  | { readonly type: 'run.approval.refused'; readonly step: string; readonly by: UserId }
  | { readonly type: 'run.step.skipped' | 'run.step.failed' | 'run.step.cancelled'; readonly step: string }
  | {
      readonly type: 'run.step.completed'
      readonly step: string
      readonly outputs?: Readonly<Record<string, string>>
    }

/** @param at When it happened. */
export function evolveProgress(progress: Progress, body: Told, at: string): Progress {
  const { step } = body
  switch (body.type) {
    case 'run.step.requested':
    case 'run.step.started':
    case 'run.step.paused':
      return begun(progress, step, at)
    case 'run.step.retried':
      return {
        ...progress,
        retries: oneMore(progress.retries, step),
        ...(body.unanswered && { unanswered: oneMore(progress.unanswered, step) }),
      }
    case 'run.step.expanded':
      return { ...begun(progress, step, at), items: { ...progress.items, [step]: body.items } }
    case 'run.step.waiting':
      return {
        ...begun(progress, step, at),
        awaited: { ...progress.awaited, [step]: body.awaited },
        ...(body.awaited.kind === 'task' && { tasks: { ...progress.tasks, [step]: body.awaited.task } }),
        ...(body.until !== undefined && { deadlines: { ...progress.deadlines, [step]: body.until } }),
      }
    case 'run.step.overdue':
      return { ...progress, overdue: [...progress.overdue, step], deadlines: without(progress.deadlines, step) }
    case 'run.approval.given':
    case 'run.approval.refused':
      return withWord(progress, body)
    case 'run.step.completed':
      return {
        ...ended(progress, step, at),
        done: [...progress.done, step],
        ...(body.outputs && { outputs: { ...progress.outputs, [step]: body.outputs } }),
      }
    case 'run.step.skipped':
    case 'run.step.failed':
    case 'run.step.cancelled':
      return ended(progress, step, at)
  }
}

function oneMore(counts: Readonly<Record<string, number>> = {}, step: string): Readonly<Record<string, number>> {
  return { ...counts, [step]: (counts[step] ?? 0) + 1 }
}

function begun(progress: Progress, step: string, at: string): Progress {
  return { ...progress, started: { ...progress.started, [step]: progress.started[step] ?? at } }
}

function ended(progress: Progress, step: string, at: string): Progress {
  return {
    ...progress,
    awaited: without(progress.awaited, step),
    deadlines: without(progress.deadlines, step),
    ended: { ...progress.ended, [step]: at },
  }
}

function withWord(progress: Progress, body: Extract<Told, { readonly by: UserId }>): Progress {
  const { step, by } = body
  const before = progress.approvals[step] ?? { given: [] }
  const after =
    body.type === 'run.approval.given'
      ? { ...before, given: [...before.given, { by, groups: body.groups }] }
      : { ...before, refusedBy: by }
  return { ...progress, approvals: { ...progress.approvals, [step]: after } }
}

function without<Value>(of: Readonly<Record<string, Value>>, step: string): Readonly<Record<string, Value>> {
  return Object.fromEntries(Object.entries(of).filter(([id]) => id !== step))
}
