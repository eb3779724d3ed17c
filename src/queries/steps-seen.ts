import type { ShipmateEvent } from '../domain/events.ts'
import { type Run, runStream, workflowOf } from '../domain/run.ts'
import type { Workflows } from '../domain/workflow.ts'
import type { EventLog } from '../ports/event-store.ts'
import type { SeenStep, StepTimes } from '../ports/seen-step.ts'

interface Parts {
  readonly store: Pick<EventLog<ShipmateEvent>, 'readStream'>
  readonly workflows: Workflows
}

/** The steps of a run in the order of its workflow, then those that came of one for each item; with when each ran. */
export async function stepsSeen({ store, workflows }: Parts, run: Run): Promise<readonly SeenStep[]> {
  const { steps } = workflowOf(run, workflows)
  const times = await stepTimes(store, runStream(run.task))
  const planned = new Map(steps.map(({ id, needs }) => [id, needs]))
  return [...new Set([...planned.keys(), ...Object.keys(run.steps)])].map((id) => ({
    ...{ id, state: run.steps[id] ?? 'pending', needs: planned.get(id) ?? [] },
    ...times.get(id),
  }))
}

/** From what the log says of them. */
async function stepTimes(log: Parts['store'], stream: string): Promise<ReadonlyMap<string, StepTimes>> {
  const times = new Map<string, StepTimes>()
  for (const { body, at } of await log.readStream(stream)) {
    switch (body.type) {
      case 'run.step.started':
        times.set(body.step, { startedAt: startOf(times.get(body.step)) ?? at })
        break
      case 'run.step.completed':
      case 'run.step.failed':
      case 'run.step.cancelled':
        times.set(body.step, { ...times.get(body.step), endedAt: at })
        break
    }
  }
  return times
}

/** One that was paused, and continues, started when it started first. */
const startOf = (before: StepTimes | undefined): string | undefined =>
  before?.endedAt === undefined ? before?.startedAt : undefined
