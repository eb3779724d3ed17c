import type { RunRequest } from '../run-events.ts'
import type { PlaceLock } from './place-lock.ts'

/**
 * Whether a lock does not stop a task: it is that person's own, on whichever account, others have permitted to set it aside, or the task restores
 * the release before one that broke the condition of its approval.
 */
export const passes = (
  { by, accounts, overrides, restoresFor }: Pick<RunRequest, 'by' | 'accounts' | 'overrides' | 'restoresFor'>,
  lock: PlaceLock,
): boolean =>
  by === lock.by ||
  accounts?.includes(lock.by) === true ||
  overrides?.includes(lock.lock) === true ||
  restoresFor !== undefined
