import type { RunRequest } from '../run.ts'
import type { PlaceLock } from './place-lock.ts'

/** Whether a lock does not stop a task: it is that person's own. */
export const passes = ({ by }: Pick<RunRequest, 'by'>, lock: PlaceLock): boolean => by === lock.by
