import { isOfRun } from '../../src/domain/event-kinds.ts'
import type { ShipmateEvent } from '../../src/domain/events.ts'
import type { TaskId } from '../../src/domain/ids.ts'
import { runs } from '../../src/domain/projections.ts'
import type { Run } from '../../src/domain/run.ts'
import type { Documents, EventLog } from '../../src/ports/event-store.ts'

/** Tells running work that its person has cancelled it, whichever process took the request. */
export interface Cancellations {
  signalFor(run: Run): AbortSignal
  stop(): void
}

export function watchCancellations(
  log: EventLog<ShipmateEvent> & Documents,
  onError: (error: unknown) => void,
): Cancellations {
  const watched = new Map<TaskId, AbortController>()
  const look = async (): Promise<void> => {
    for (const [task, controller] of watched) {
      const run = await log.get(runs, task)
      if (run?.cancelRequested) controller.abort()
      if (run?.cancelRequested || run?.endedAt) watched.delete(task)
    }
  }
  const stop = log.onAppended(() => void look().catch(onError), isOfRun)
  return {
    signalFor(run) {
      if (run.cancelRequested) return AbortSignal.abort()
      const controller = watched.get(run.task) ?? new AbortController()
      watched.set(run.task, controller)
      // It may have been cancelled between the read of the run and now, or before this process started.
      void look().catch(onError)
      return controller.signal
    },
    stop,
  }
}
