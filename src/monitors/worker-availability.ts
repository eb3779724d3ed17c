import type { ShipmateEvent } from '../domain/events.ts'
import { runFrom } from '../domain/histories.ts'
import { runs } from '../domain/projections.ts'
import { type Run, runStream, workflowOf } from '../domain/run.ts'
import { attend, openSteps } from '../domain/worker-availability.ts'
import type { StepKind, Workflows } from '../domain/workflow.ts'
import type { Bus } from '../ports/bus.ts'
import type { Clock } from '../ports/clock.ts'
import type { Documents, EventLog } from '../ports/event-store.ts'
import type { WorkerRegistry } from '../ports/worker-registry.ts'
import { type Loop, startLoop } from '../runtime/loop.ts'
import { transact } from '../runtime/transact.ts'

export interface WorkerAvailabilityParts {
  readonly log: EventLog<ShipmateEvent> & Documents
  readonly registry: Pick<WorkerRegistry, 'list'>
  readonly bus: Bus
  readonly workflows: Workflows
  /** What this process takes: no lease needs to tell it. */
  readonly own: readonly StepKind[]
  readonly clock: Clock
  readonly onError: (error: unknown) => void
}

/** A lease that runs out tells nobody, and the bus may miss a message. */
const LOOK_EVERY_MS = 5_000

/**
 * Notes when no worker that is there offers what an open step needs, and when one does again, so that the thread says
 * what it waits for. The step's job is not touched: it lies in its queue until somebody takes it.
 */
export function startWorkerAvailability(parts: WorkerAvailabilityParts): Loop {
  const { log, bus, workflows, clock, onError } = parts
  const round = async (): Promise<Date> => {
    const active = await log.list(runs, { labels: ['active'] })
    const offered = await offeredFor(active, parts)
    for (const run of active) {
      if (attend(run, workflowOf(run, workflows), offered).length > 0) await note(parts, run, offered)
    }
    return new Date(clock.now().getTime() + LOOK_EVERY_MS)
  }
  const loop = startLoop({ clock, round, onError })
  const subscriptions = ['run.step.requested', 'worker.*'].map((pattern) => bus.subscribe(pattern, loop.wake))
  return {
    ...loop,
    async stop() {
      for (const subscription of subscriptions) subscription.stop()
      await loop.stop()
    },
  }
}

/** The others are asked about only when this process does not take everything that is open. */
async function offeredFor(
  active: readonly Run[],
  { registry, workflows, own }: WorkerAvailabilityParts,
): Promise<ReadonlySet<string>> {
  const needed = active.flatMap((run) => openSteps(run, workflowOf(run, workflows)))
  if (needed.every(({ capability }) => own.includes(capability))) return new Set(own)
  const live = (await registry.list()).filter(({ state }) => state === 'live')
  return new Set([...own, ...live.flatMap(({ capabilities }) => capabilities)])
}

async function note(
  { log, workflows, clock }: WorkerAvailabilityParts,
  { task }: Run,
  offered: ReadonlySet<string>,
): Promise<void> {
  const stream = runStream(task)
  const correlationId = (await log.readStream(stream))[0]?.correlationId ?? task
  await transact(log, { correlationId, actor: 'attendance' }, clock.now(), async (transaction) => {
    const run = runFrom(await transaction.read(stream))
    if (run) transaction.append(stream, ...attend(run, workflowOf(run, workflows), offered))
  })
}
