import type { ChangeId } from './change-request.ts'
import type { Stored } from './event.ts'
import type { GroupId, TaskId, ThreadId, UserId } from './ids.ts'
import type { Language } from './language.ts'
import type { Zone } from './local-time.ts'
import type { DeployPlan } from './plans/deploy.ts'
import type { Risk } from './risk.ts'
import type { BrokenGlass } from './run-events.ts'
import type { TellOn } from './tell-on.ts'

/** A deployment that starts at a moment, under a number that it has from the start. */
export interface ScheduleRequest {
  readonly task: TaskId
  /** ISO 8601 in UTC. */
  readonly at: string
  /** Whose clocks its time is told by; those of the team, when absent. */
  readonly zone?: Zone
  readonly plan: DeployPlan
  readonly planHash: string
  readonly thread: ThreadId
  readonly by: UserId
  readonly groups: readonly GroupId[]
  /** What that person speaks; absent: English. */
  readonly language?: Language
  /** Who else is told in the thread how it ends. */
  readonly tell?: readonly UserId[]
  /** Of which end; absent: of any. */
  readonly tellOn?: TellOn
  /** What it was judged to risk when it was asked for. */
  readonly risk?: Risk
  /** The change request that others have approved. */
  readonly change?: ChangeId
  /** Ids of what they have permitted to set aside. */
  readonly overrides?: readonly string[]
  /** Scheduled in an emergency without the approvals that it needed. */
  readonly brokeGlass?: BrokenGlass
  /** Of the button that cancels it. */
  readonly button: string
}

/** What became of it when its time had come. */
export type ScheduleOutcome =
  | { readonly kind: 'started' }
  /** It would no longer be what was asked for, or is too late: its person is asked about it as it is now. */
  | { readonly kind: 'asked-again'; readonly reason: string }
  /** It may not run, or cannot. */
  | { readonly kind: 'stopped'; readonly reason: string }

/** What happened to a scheduled deployment. Stream `schedule-<task>`; when it starts, its task has a stream of its own. */
export type ScheduleEvent =
  | ({ readonly type: 'deploy.scheduled' } & ScheduleRequest)
  | { readonly type: 'schedule.due'; readonly task: TaskId; readonly outcome: ScheduleOutcome }
  | { readonly type: 'schedule.cancelled'; readonly task: TaskId; readonly by: UserId; readonly reason?: string }

export type ScheduleState =
  | { readonly kind: 'open' }
  | (ScheduleOutcome & { readonly at: string })
  | { readonly kind: 'cancelled'; readonly by: UserId; readonly at: string }

export interface Schedule extends ScheduleRequest {
  readonly state: ScheduleState
  readonly scheduledAt: string
}

export function scheduleStream(task: TaskId): string {
  return `schedule-${task}`
}

export function evolveSchedule(
  before: Schedule | undefined,
  { body, at }: Pick<Stored<ScheduleEvent>, 'body' | 'at'>,
): Schedule | undefined {
  switch (body.type) {
    case 'deploy.scheduled': {
      const { type: _, ...request } = body
      return { ...request, state: { kind: 'open' }, scheduledAt: at }
    }
    case 'schedule.due':
      return before && { ...before, state: { ...body.outcome, at } }
    case 'schedule.cancelled':
      return before && { ...before, state: { kind: 'cancelled', by: body.by, at } }
  }
}

/** What is known of a scheduled deployment when its time has come; sentences are for people. */
export interface DueFacts {
  /** Why its person may not deploy there any more. */
  readonly refused: string | undefined
  /** Why there is no such plan any more. */
  readonly problem: string | undefined
  /** What freeze, lock or order stands in the way. */
  readonly stopped: string | undefined
  /** It is later than it may be without a word of its person. */
  readonly missed: string | undefined
  /** What has changed since it was asked for: the plan, what speaks against it, or who must approve it. */
  readonly moved: string | undefined
}

/** What becomes of a scheduled deployment whose time has come. */
export function decideDue({ refused, problem, stopped, missed, moved }: DueFacts): ScheduleOutcome {
  const against = refused ?? problem ?? stopped
  if (against !== undefined) return { kind: 'stopped', reason: against }
  const doubt = moved ?? missed
  return doubt === undefined ? { kind: 'started' } : { kind: 'asked-again', reason: doubt }
}
