import type { Stored } from '../domain/event.ts'
import type { ShipmateEvent } from '../domain/events.ts'
import { runFrom } from '../domain/histories.ts'
import type { TaskId } from '../domain/ids.ts'
import { type Run, runStream } from '../domain/run.ts'
import type { Workflows } from '../domain/workflow.ts'
import { isUndo } from '../domain/workflows/as-workflow.ts'
import type { Loop } from '../runtime/loop.ts'
import { type React, type ReactorParts, startReactor } from '../runtime/reactor.ts'
import { transact } from '../runtime/transact.ts'
import { cancelRun } from './cancel-run.ts'

const NAME = 'cancel-awaited'

/** Cancels the tasks that a workflow waits for, when it is cancelled or has waited too long. Each is cancelled once. */
export function startCancelAwaited(parts: ReactorParts, workflows: Workflows): Loop {
  const react: React = async (events, from, to) => {
    for (const event of events) await follow(event, parts, workflows)
    return parts.log.checkpoints.advance(NAME, from, to)
  }
  const isConcerned = (type: ShipmateEvent['type']): boolean =>
    type === 'run.cancel.requested' || type === 'run.step.overdue'
  return startReactor(NAME, parts, react, { concerns: isConcerned })
}

async function follow(
  { body, correlationId, id }: Stored<ShipmateEvent>,
  { log, clock }: ReactorParts,
  workflows: Workflows,
): Promise<void> {
  if (body.type !== 'run.cancel.requested' && body.type !== 'run.step.overdue') return
  const run = runFrom(await log.readStream(runStream(body.task)))
  const steps = body.type === 'run.step.overdue' ? [body.step] : Object.keys(run?.progress?.awaited ?? {})
  for (const task of steps.flatMap((step) => awaitedTask(run, step))) {
    const cause = { correlationId, causationId: id, actor: NAME }
    const reason = body.type === 'run.step.overdue' ? 'It took too long.' : body.reason
    await transact(log, cause, clock.now(), (transaction) =>
      cancelRun(transaction, task, run?.by ?? 'system:workflow', reason, workflows, clock.now()),
    )
  }
}

function awaitedTask(run: Run | undefined, step: string): readonly TaskId[] {
  // What undoes a step must end well, above all when its run is cancelled.
  if (isUndo(step)) return []
  const awaited = run?.progress?.awaited[step]
  return awaited?.kind === 'task' ? [awaited.task] : []
}
