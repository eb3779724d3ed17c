import { randomUUID } from 'node:crypto'
import { PAUSED, runs } from '../../src/domain/projections.ts'
import type { WorkflowDefinition } from '../../src/domain/workflows/definition.ts'
import { systemClock } from '../../src/ports/clock.ts'
import { startResumption } from '../../src/runs/resume-steps.ts'
import { startRun } from '../../src/runs/start-run.ts'
import { transact } from '../../src/runtime/transact.ts'
import { openEmbeddedRehearsals } from '../../tests/support/embedded-rehearsals.ts'

export interface TimerTimes {
  /** The first look at all that waits, which the bot does when it starts, in milliseconds. */
  readonly startMs: number
  /** A look that something new was noted for, in milliseconds. */
  readonly tickMs: number
  /** What such a look took that lists every run that waits. */
  readonly listingMs: number
}

const AT_ONCE = 100
const TICKS = 20

/** How long the loop that resumes steps takes where so many runs wait for a moment far away. */
export async function measureTimers(count: number): Promise<TimerTimes> {
  const database = await openEmbeddedRehearsals()
  const { store, reopen } = await database.newStore()
  for (let first = 0; first < count; first += AT_ONCE) await startMany(store, first)
  // Nothing is remembered from the appends, as after a start.
  await reopen()
  const onError = (error: unknown): void => void process.stderr.write(`${String(error)}\n`)
  const start = performance.now()
  const loop = startResumption({ log: store, clock: systemClock, workflows: {}, onError })
  await loop.settled()
  const startMs = performance.now() - start
  const ticking = performance.now()
  for (let tick = 0; tick < TICKS; tick++) {
    loop.wake()
    await loop.settled()
  }
  const tickMs = (performance.now() - ticking) / TICKS
  const listing = performance.now()
  await store.list(runs, { labels: [PAUSED] })
  const listingMs = performance.now() - listing
  await loop.stop()
  await store.close()
  await database.close()
  return { startMs, tickMs, listingMs }
}

async function startMany(store: Parameters<typeof transact>[0], first: number): Promise<void> {
  await transact(store, { correlationId: 'bench', actor: 'bench' }, new Date(), async (transaction) => {
    for (let number = first + 1; number <= first + AT_ONCE; number++) {
      const plan = { kind: 'workflow', definition: WAITS, inputs: {}, key: randomUUID() } as const
      const request = { task: `TASK-${number}`, plan, by: 'slack:bench', groups: [], thread: 'slack:#bench/1' } as const
      await startRun(transaction, request, {}, new Date())
    }
  })
}

const WAITS: WorkflowDefinition = {
  ...{ id: 'waits', inputs: {}, phrases: [], confirm: false },
  steps: [
    { id: 'wait', uses: 'wait', needs: [], with: { for: '30d' } },
    ...['build', 'test', 'ship', 'tell'].map((id) => ({
      ...({ id, uses: 'command', needs: ['wait'] } as const),
      with: { run: [id, '--service', 'payments'], env: {}, repeatable: false },
    })),
  ],
}
