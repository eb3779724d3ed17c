import type { Projection } from './event.ts'
import type { ShipmateEvent } from './events.ts'
import type { TaskId } from './ids.ts'
import { isRunRequested } from './run-events.ts'

/** The task that came first of a message, by the message's id: its steps may be tasks of their own. */
export const firstTasks: Projection<{ readonly task: TaskId }, ShipmateEvent> = {
  name: 'first-tasks',
  keys: ({ body, correlationId }) => (isRunRequested(body) ? [correlationId] : []),
  apply: (before, { body }) => before ?? (isRunRequested(body) ? { task: body.task } : undefined),
  labels: () => [],
}
