import type { RunRequest } from '../run.ts'
import type { PlaceLock } from './place-lock.ts'

/** Whether a lock does not stop a task: it is that person's own, or others have permitted to set it aside. */
export const passes = ({ by, overrides }: Pick<RunRequest, 'by' | 'overrides'>, lock: PlaceLock): boolean =>
  by === lock.by || overrides?.includes(lock.lock) === true
