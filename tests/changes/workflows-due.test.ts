import { afterEach, beforeEach, expect, test } from 'vitest'
import { createHandClock, type HandClock } from '../../adapters/rehearsal/hand-clock.ts'
import type { ChangeParts } from '../../src/changes/parts.ts'
import { startWorkflowsDue } from '../../src/changes/workflows-due.ts'
import type { ShipmateEvent } from '../../src/domain/events.ts'
import { workflowSchedules } from '../../src/domain/projections.ts'
import type { WorkflowDefinition } from '../../src/domain/workflows/definition.ts'
import type { WorkflowDue } from '../../src/domain/workflows/schedule.ts'
import { type Store, StoreUnavailableError } from '../../src/ports/event-store.ts'
import type { Loop } from '../../src/runtime/loop.ts'
import { openMemoryStore } from '../support/memory-store.ts'
import { NO_GATES } from '../support/no-gates.ts'

const at = (time: string): Date => new Date(`2026-03-02T${time}:00.000Z`)
const nightly: WorkflowDefinition = {
  id: 'nightly',
  inputs: {},
  phrases: [],
  confirm: false,
  schedule: { cron: '0 10 * * *', channel: 'slack:C1', with: {} },
  steps: [{ id: 'clean', uses: 'command', needs: [], with: { run: ['clean'], env: {}, repeatable: false } }],
}
let store: Store<ShipmateEvent>
let clock: HandClock
let loop: Loop | undefined

beforeEach(async () => {
  store = await openMemoryStore()
  clock = createHandClock(at('09:00'))
})
afterEach(async () => {
  await loop?.stop()
  await store.close()
})

interface World {
  readonly workflows?: readonly WorkflowDefinition[]
  readonly decide?: ChangeParts['permissions']['decide']
}

/** The bot is started with these workflows, and does what there is to do. */
async function start({
  workflows = [nightly],
  decide = async () => ({ kind: 'allowed', rule: 'r' }),
}: World = {}): Promise<void> {
  await loop?.stop()
  const settings = { services: [], environments: [], confirmationMinutes: 15, gates: NO_GATES, workflows }
  const parts = {
    store,
    clock,
    newId: () => 'id',
    settings,
    workflows: {},
    permissions: { decide },
  } as unknown as ChangeParts
  loop = startWorkflowsDue(parts, () => {})
  await loop.settled()
}

async function moveTo(time: string): Promise<void> {
  clock.moveTo(at(time))
  await loop?.settled()
}

const outcome = async (): Promise<WorkflowDue | undefined> =>
  (await store.get(workflowSchedules, 'nightly'))?.last?.outcome

test('what could not be decided until it was too late is told with its fault, and not as missed', async () => {
  await start({ decide: () => Promise.reject(new StoreUnavailableError('connection refused')) })
  await moveTo('10:00')
  await moveTo('10:10')
  expect(await outcome()).toBeUndefined()
  await moveTo('10:16')
  expect(await outcome()).toMatchObject({
    kind: 'stopped',
    reason: expect.stringMatching(/^I could not start it in time: My database does not answer\./),
  })
})

test('a moment at which the bot was not there is missed', async () => {
  await start()
  await loop?.stop()
  await moveTo('10:20')
  await start()
  expect(await outcome()).toEqual({ kind: 'missed' })
})

test('a fault that passes in time delays the start only', async () => {
  let isBroken = true
  await start({
    decide: async () => {
      if (isBroken) throw new Error('away')
      return { kind: 'allowed', rule: 'r' }
    },
  })
  await moveTo('10:00')
  isBroken = false
  await moveTo('10:01')
  expect(await outcome()).toMatchObject({ kind: 'started' })
})

test('a schedule that was taken out and is put back counts from then on', async () => {
  await start()
  const { schedule: _, ...without } = nightly
  await start({ workflows: [without] })
  expect(await store.get(workflowSchedules, 'nightly')).toBeUndefined()
  await start({ workflows: [] })
  await moveTo('10:05')
  await start()
  expect(await outcome()).toBeUndefined()
  expect((await store.get(workflowSchedules, 'nightly'))?.settled).toBe(at('10:05').toISOString())
  clock.moveTo(new Date('2026-03-03T10:00:00.000Z'))
  await loop?.settled()
  expect(await outcome()).toMatchObject({ kind: 'started' })
})
