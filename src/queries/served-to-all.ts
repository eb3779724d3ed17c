import type { TaskId } from '../domain/ids.ts'
import { runs } from '../domain/projections.ts'
import type { Documents } from '../ports/event-store.ts'

/** Whether what a task has put there was for all users, rather than a canary that is under way or was put back. */
export type ServedToAll = (task: TaskId) => Promise<boolean>

/** A task that the log does not know, as after it was deleted, is taken for one of those that have. */
export function servedBy(documents: Documents): ServedToAll {
  return async (task) => {
    const run = await documents.get(runs, task)
    return run === undefined || run.state === 'succeeded'
  }
}
