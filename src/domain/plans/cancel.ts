import type { EnvironmentId, ServiceId, TaskId } from '../ids.ts'
import type { PlanKind } from './plan-kind.ts'

export interface CancelPlan {
  readonly kind: 'cancel'
  readonly task: TaskId
  /** What the task does, in the words of whoever cancels it. */
  readonly title: string
  readonly reason?: string
  readonly service?: ServiceId
  readonly environment?: EnvironmentId
}

export const cancel: PlanKind<CancelPlan> = {
  right: { intent: 'task.cancel', effect: 'danger' },
  alwaysConfirmed: true,
  essence: ({ kind, task }) => [kind, task],
}
