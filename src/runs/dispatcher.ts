import type { Stored } from '../domain/event.ts'
import type { ShipmateEvent } from '../domain/events.ts'
import { latestOfStep, runFrom } from '../domain/histories.ts'
import { runs } from '../domain/projections.ts'
import { runStream } from '../domain/run.ts'
import type { Documents, EventLog } from '../ports/event-store.ts'
import type { JobQueue } from '../ports/job-queue.ts'
import type { Tracing } from '../ports/tracing.ts'
import type { Loop } from '../runtime/loop.ts'
import { type React, type ReactorParts, startReactor } from '../runtime/reactor.ts'

/** Turns requested steps into jobs. A job carries the id of its event, so asking twice is asking once. */
export function startDispatcher(parts: ReactorParts, queue: JobQueue, tracing: Tracing): Loop {
  const react: React = async (events, from, to) => {
    for (const event of events) {
      if (event.body.type !== 'run.step.requested') continue
      const { correlationId, trace: parent } = event
      await tracing.inSpan('job.enqueue', { correlationId, parent, place: 'top' }, () => dispatch(event, queue))
    }
    return parts.log.checkpoints.advance('dispatcher', from, to)
  }
  return startReactor('dispatcher', parts, react, { concerns: (type) => type === 'run.step.requested' })
}

async function dispatch({ id, body, correlationId }: Stored<ShipmateEvent>, queue: JobQueue): Promise<void> {
  if (body.type !== 'run.step.requested') return
  await queue.enqueue({ id, run: body.task, step: body.step, capability: body.worker, correlationId })
}

/**
 * Enqueues every open step of every active run once more. Where the queue still has the job this changes nothing; where
 * the queue has lost its data the work resumes.
 */
export async function redispatchOpenSteps(log: EventLog<ShipmateEvent> & Documents, queue: JobQueue): Promise<void> {
  for (const { task } of await log.list(runs, { labels: ['active'] })) {
    const history = await log.readStream(runStream(task))
    const run = runFrom(history)
    for (const [step, state] of Object.entries(run?.steps ?? {})) {
      const request = latestOfStep(history, 'run.step.requested', step)
      if (request && (state === 'requested' || state === 'running')) await dispatch(request, queue)
    }
  }
}
