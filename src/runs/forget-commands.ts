import type { ShipmateEvent } from '../domain/events.ts'
import type { TaskId } from '../domain/ids.ts'
import { runs } from '../domain/projections.ts'
import { hasEnded } from '../domain/run.ts'
import { runMark } from '../domain/workflows/run-mark.ts'
import type { CommandNotes } from '../ports/command-runner.ts'
import type { Documents, EventLog } from '../ports/event-store.ts'
import { startLogLoop } from '../runtime/log-loop.ts'
import type { Loop, LoopParts } from '../runtime/loop.ts'

const ENDS: ReadonlySet<ShipmateEvent['type']> = new Set([
  ...(['cicd.workflow.completed', 'cicd.workflow.failed', 'cicd.workflow.cancelled'] as const),
])

/** Has removed what was noted of the commands of runs that are over. What a crash left is found at the start. */
export function startForgettingCommands(
  log: EventLog<ShipmateEvent> & Documents,
  notes: CommandNotes,
  parts: Omit<LoopParts, 'round'>,
): Loop {
  const round = async (): Promise<undefined> => {
    for (const mark of await notes.noted()) {
      const run = await log.get(runs, taskIn(mark))
      // Numbers of tasks repeat in a new database: the mark says which run it was.
      if (run && hasEnded(run) && runMark(run) === mark) await notes.forget(mark)
    }
  }
  return startLogLoop(log, { ...parts, round }, (type) => ENDS.has(type))
}

const taskIn = (mark: string): TaskId => mark.slice(0, mark.lastIndexOf('-')) as TaskId
