import type { EnvironmentId, ServiceId, TaskId } from '../ids.ts'
import type { PlanKind } from './plan-kind.ts'

export interface CancelPlan {
  readonly kind: 'cancel'
  readonly task: TaskId
  readonly title: string
  readonly reason?: string
  readonly service: ServiceId
  readonly environment?: EnvironmentId
}

export const cancel: PlanKind<CancelPlan> = {
  right: { intent: 'task.cancel', effect: 'danger', deed: 'cancel tasks' },
  alwaysConfirmed: 'Cancelling always needs confirmation.',
  title: ({ task }) => `Cancel ${task}`,
  essence: ({ kind, task }) => [kind, task],
  fields: ({ task, title, reason }) => [
    { label: 'Task', value: task },
    { label: 'What it does', value: title },
    ...(reason === undefined ? [] : [{ label: 'Reason', value: reason }]),
  ],
}
