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
  /** The kinds of steps this process takes. */
  readonly own: readonly StepKind[]
  readonly clock: Clock
  readonly onError: (error: unknown) => void
}

/** Polls, since an expiring lease sends no message and the bus may lose one. */
const LOOK_EVERY_MS = 5_000

/**
 * Records when no connected worker takes an open step, and when one does again, so that the thread says what it waits for.
 * The step's job stays in its queue until a worker takes it.
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

/** Asks about the other workers only when this process does not take every open step. */
async function offeredFor(
  active: readonly Run[],
  { registry, workflows, own }: WorkerAvailabilityParts,
): Promise<ReadonlySet<string>> {
  const needed = active.flatMap((run) => openSteps(run, workflowOf(run, workflows)))
  if (needed.every(({ worker }) => own.includes(worker))) return new Set(own)
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
  await transact(log, { correlationId, actor: 'worker-availability' }, clock.now(), async (transaction) => {
    const run = runFrom(await transaction.read(stream))
    if (run) transaction.append(stream, ...attend(run, workflowOf(run, workflows), offered))
  })
}
