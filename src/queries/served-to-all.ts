import type { TaskId } from '../domain/ids.ts'
import { runs } from '../domain/projections.ts'
import type { Documents } from '../ports/event-store.ts'

/** Whether the release that a task deployed was live for all users, not a canary that is in progress or was stopped. */
export type ServedToAll = (task: TaskId) => Promise<boolean>

/** A task that the log does not know, such as after a deletion, counts as one that was live for all users. */
export function servedBy(documents: Documents): ServedToAll {
  return async (task) => {
    const run = await documents.get(runs, task)
    return run === undefined || run.state === 'succeeded'
  }
}
