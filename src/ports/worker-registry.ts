import type { RegisteredWorker, WorkerEntry } from '../domain/worker.ts'

/** Who is there to take steps. All calls throw {@link StoreUnavailableError} when the database does not answer. */
export interface WorkerRegistry {
  /** Registers, or renews and brings up to date what was said before. @param leaseMs How long it holds unrenewed. */
  register(agent: WorkerEntry, leaseMs: number): Promise<void>
  /** It leaves in good order, and is not listed any more. */
  deregister(id: string): Promise<void>
  /** Those that are there, and those lost in the last ten minutes; longest registered first. */
  list(): Promise<readonly RegisteredWorker[]>
}

/** A lost agent is listed for so long that somebody can find out what became of it. */
export const FORGOTTEN_AFTER_MS = 10 * 60 * 1000
