import type { GroupId, TaskId, UserId } from '../ids.ts'
import type { AwaitableEvent } from './definition.ts'

/** What a step of a team's own workflow waits for without a worker. */
export type Awaited =
  | { readonly kind: 'approval'; readonly role: string; readonly orRoles?: readonly string[]; readonly count: number }
  | {
      readonly kind: 'event'
      readonly event: AwaitableEvent
      readonly where: Readonly<Record<string, string>>
    }
  | { readonly kind: 'task'; readonly task: TaskId }

type OfTask = { readonly task: TaskId }
type OfStep = OfTask & { readonly step: string }

/** What happens to the steps of a team's own workflow alone. Stream `run-<task>`. */
export type WorkflowStepEvent =
  /** Its condition does not hold. */
  | ({ readonly type: 'run.step.skipped' } & OfStep)
  /** It is done for each of these. */
  | ({ readonly type: 'run.step.expanded'; readonly items: readonly string[] } & OfStep)
  /** `until`: how long at most (ISO 8601 in UTC). */
  | ({ readonly type: 'run.step.waiting'; readonly awaited: Awaited; readonly until?: string } & OfStep)
  /** It has failed and is tried again then. `unanswered`: as the same request, since it may have been taken. */
  | ({
      readonly type: 'run.step.retried'
      readonly reason: string
      readonly until: string
      readonly unanswered?: true
    } & OfStep)
  /** It has waited as long as it may; the task it waits for is cancelled first. */
  | ({ readonly type: 'run.step.overdue' } & OfStep)
  | ({ readonly type: 'run.approval.given'; readonly by: UserId; readonly groups: readonly GroupId[] } & OfStep)
  | ({ readonly type: 'run.approval.refused'; readonly by: UserId; readonly reason?: string } & OfStep)
