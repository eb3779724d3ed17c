import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { createBullQueue } from '../../adapters/queue/bull-queue.ts'
import { performStep, type StepParts } from '../../jobs/workers/perform-step.ts'
import type { StepWorker } from '../../jobs/workers/step-worker.ts'
import { runs } from '../../src/domain/projections.ts'
import type { StepDefinition, WorkflowDefinition } from '../../src/domain/workflows/definition.ts'
import { systemClock } from '../../src/ports/clock.ts'
import { noTracing } from '../../src/ports/tracing.ts'
import { startDispatcher } from '../../src/runs/dispatcher.ts'
import { startRun } from '../../src/runs/start-run.ts'
import { transact } from '../../src/runtime/transact.ts'
import { openEmbeddedRehearsals } from '../../tests/support/embedded-rehearsals.ts'
import type { Rounds } from './bare-jobs.ts'

/** As many steps as a run of this bench has; several runs are started at once. */
const STEPS_A_RUN = 20

/** The same for the steps of workflows: requested, dispatched, performed and noted, to the end of every run. */
export async function measureSteps({ url, steps, concurrency, workMs }: Rounds): Promise<number> {
  const database = await openEmbeddedRehearsals()
  const { store } = await database.newStore()
  const fail = (error: unknown): void => void process.stderr.write(`${String(error)}\n`)
  const queue = await createBullQueue({ on: { kind: 'redis', url }, name: `steps-${randomUUID()}`, onError: fail })
  const worker: StepWorker = async () => {
    if (workMs > 0) await sleep(workMs)
    return { kind: 'done' }
  }
  const parts: StepParts = {
    ...{ log: store, clock: systemClock, workflows: {} },
    workers: { build: worker, deploy: worker, command: worker, call: worker },
    cancellations: { signalFor: () => new AbortController().signal, stop: () => undefined },
    checkStillValid: async () => undefined,
    probe: { health: async () => ({ state: 'nothing-deployed', url: '' }) },
    onFault: fail,
  }
  await queue.work('command', concurrency, (job, signal) => performStep(parts, job, signal))
  const dispatcher = startDispatcher({ log: store, clock: systemClock, onError: fail }, queue, noTracing)
  const start = performance.now()
  const count = steps / STEPS_A_RUN
  for (let number = 1; number <= count; number++) {
    const plan = { kind: 'workflow', definition: WORKFLOW, inputs: {}, key: randomUUID() } as const
    const request = { task: `TASK-${number}`, plan, by: 'slack:bench', groups: [], thread: 'slack:#bench/1' } as const
    await transact(store, { correlationId: 'bench', actor: 'bench' }, new Date(), (transaction) =>
      startRun(transaction, request, {}, new Date()),
    )
  }
  while ((await store.list(runs, { labels: ['succeeded'] })).length < count) await sleep(5)
  const took = performance.now() - start
  await dispatcher.stop()
  await queue.close(1_000)
  await store.close()
  await database.close()
  return took
}

const WORKFLOW: WorkflowDefinition = {
  ...{ id: 'bench', inputs: {}, phrases: [], confirm: false },
  steps: Array.from(
    { length: STEPS_A_RUN },
    (_, index): StepDefinition => ({
      ...{ id: `s${index}`, uses: 'command', needs: [] },
      with: { run: ['true'], env: {}, repeatable: false },
    }),
  ),
}
