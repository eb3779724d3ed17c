import { createHash } from 'node:crypto'
import type { Stored } from '../event.ts'
import type { TaskId, ThreadId } from '../ids.ts'
import type { CronRule } from './cron.ts'

/** A workflow that starts by itself, as its file says. */
export interface ScheduleDefinition {
  readonly cron: string
  /** The clocks that the rule is read by; those of `timeZone` in shipmate.yaml, when left out. */
  readonly zone?: string
  /** Where its runs are told. */
  readonly channel: ThreadId
  /** What its inputs are then. */
  readonly with: Readonly<Record<string, string>>
}

/** What became of a workflow when its moment had come. */
export type WorkflowDue =
  | { readonly kind: 'started'; readonly task: TaskId }
  /** The bot was down for longer than a run may be late. */
  | { readonly kind: 'missed' }
  /** It may not run, or cannot: as a sentence. */
  | { readonly kind: 'stopped'; readonly reason: string }

type OfWorkflow = { readonly workflow: string }

/** What happens to a workflow that starts by itself. */
export type WorkflowScheduleEvent =
  /** Its moments count from now on: it is new, or its rule has changed. Stream `workflow-schedule-<id>`. */
  | ({ readonly type: 'workflow.scheduled' } & OfWorkflow & CronRule)
  /** Its file has no schedule any more, or is gone: what its rule named until it is back is nobody's wish. Same stream. */
  | ({ readonly type: 'workflow.unscheduled' } & OfWorkflow)
  /** Stream `workflow-due-<id>-<moment>`: one moment, one start. `moment`: ISO 8601 in UTC. */
  | ({ readonly type: 'workflow.due' } & OfWorkflow & {
        readonly moment: string
        readonly channel: ThreadId
        readonly outcome: WorkflowDue
      })

/** What is known of when a workflow has started by itself. */
export interface WorkflowSchedule extends OfWorkflow, CronRule {
  /** Moments up to here are settled: ISO 8601 in UTC. */
  readonly settled: string
  readonly last?: { readonly moment: string; readonly channel: ThreadId; readonly outcome: WorkflowDue }
}

export const scheduleStreamOf = (workflow: string): string => `workflow-schedule-${workflow}`

export const dueStreamOf = (workflow: string, moment: string): string => `workflow-due-${workflow}-${moment}`

/** Names the message about one moment. */
export function dueKey(workflow: string, moment: string): string {
  return createHash('sha256')
    .update(JSON.stringify([workflow, moment]))
    .digest('hex')
    .slice(0, 24)
}

export function evolveWorkflowSchedule(
  before: WorkflowSchedule | undefined,
  { body, at }: Pick<Stored<WorkflowScheduleEvent>, 'body' | 'at'>,
): WorkflowSchedule | undefined {
  switch (body.type) {
    case 'workflow.scheduled': {
      const { workflow, cron, zone } = body
      return { ...before, workflow, cron, zone, settled: at }
    }
    case 'workflow.unscheduled':
      return undefined
    case 'workflow.due': {
      const { moment, channel, outcome } = body
      return before && { ...before, settled: moment, last: { moment, channel, outcome } }
    }
  }
}
