import { expect, test } from 'vitest'
import { createHandClock } from '../../../adapters/rehearsal/hand-clock.ts'
import { createMemoryStore } from '../../../adapters/store/memory/memory-store.ts'
import { readWorkflows } from '../../../config/workflows.ts'
import { checkGates } from '../../../jobs/workers/check-gates.ts'
import { checkNewHold } from '../../../jobs/workers/check-new-hold.ts'
import { performStep, type StepParts } from '../../../jobs/workers/perform-step.ts'
import type { ShipmateEvent } from '../../../src/domain/events.ts'
import { latestOfStep, runFrom } from '../../../src/domain/histories.ts'
import { projections } from '../../../src/domain/projections.ts'
import { runStream } from '../../../src/domain/run.ts'
import type { Settings } from '../../../src/domain/settings.ts'
import { type Store, StoreUnavailableError } from '../../../src/ports/event-store.ts'
import { startRun } from '../../../src/runs/start-run.ts'
import { transact } from '../../../src/runtime/transact.ts'
import { deployPlan } from '../../support/deploy-plan.ts'
import { NO_CODE_HOST } from '../../support/no-code-host.ts'
import { NO_GATES } from '../../support/no-gates.ts'

const TASK = 'TASK-1'
const workflows = readWorkflows()
const never = new AbortController().signal
const clock = createHandClock(new Date('2026-03-02T09:00:00Z'))
const settings: Settings = {
  services: [],
  environments: [],
  confirmationMinutes: 60,
  gates: {
    ...NO_GATES,
    freezes: [
      { name: 'stock count', zone: 'UTC', times: { kind: 'dates', from: '2026-03-02T08:00', to: '2026-03-02T12:00' } },
    ],
  },
}
const hold = { judge: async () => ({ verdict: 'hold', reasons: ['3 failed today.'] }) as const, waiting: 0 }

/** The process dies between the start of the step and the record that it was stopped. */
const diesOnce = (store: Store<ShipmateEvent>): Store<ShipmateEvent> => {
  let hasDied = false
  return {
    ...store,
    async append(wanted) {
      const isStop = wanted.streams.some(({ bodies }) => bodies.some(({ type }) => type === 'run.step.failed'))
      if (!isStop || hasDied) return store.append(wanted)
      hasDied = true
      throw new StoreUnavailableError('killed')
    },
  }
}

test.each<[string, (store: Store<ShipmateEvent>) => StepParts['checkStillValid']]>([
  [
    'a freeze',
    (store) =>
      (run, { step }) =>
        checkGates(run, step, { store, settings, clock, delivery: NO_CODE_HOST }),
  ],
  [
    'a new hold',
    () =>
      (run, { step }) =>
        checkNewHold(run, step, hold, 'c'),
  ],
])('a step that %s stopped stays stopped when its process dies before that is recorded', async (_, check) => {
  const { store } = createMemoryStore<ShipmateEvent>(projections)
  const log = diesOnce(store)
  const request = { task: TASK, plan: deployPlan({}), by: 'slack:ana', groups: [], thread: 'slack:#ops/1' } as const
  await transact(store, { correlationId: 'c', actor: 'test' }, clock.now(), (transaction) =>
    startRun(transaction, request, workflows, clock.now()),
  )
  let deployed = 0
  const worker = async ({ signal }: { readonly signal: AbortSignal }) => {
    if (signal.aborted) return { kind: 'cancelled' } as const
    deployed++
    return { kind: 'done' } as const
  }
  const parts: StepParts = {
    log,
    clock,
    workflows,
    workers: { build: worker, deploy: worker, command: worker, call: worker },
    cancellations: { signalFor: () => never, stop: () => {} },
    checkStillValid: check(store),
    onFault: () => {},
    probe: { health: async () => ({ state: 'nothing-deployed', url: 'http://billionmail.example' }) },
  }
  const perform = async (): Promise<void> => {
    const id = latestOfStep(await store.readStream(runStream(TASK)), 'run.step.requested', 'build')?.id ?? ''
    await performStep(parts, { id, run: TASK, step: 'build', capability: 'build', correlationId: 'c' }, never)
  }
  await expect(perform()).rejects.toThrow(StoreUnavailableError)
  await perform()
  expect(deployed).toBe(0)
  expect(runFrom(await store.readStream(runStream(TASK)))?.state).toBe('failed')
})
