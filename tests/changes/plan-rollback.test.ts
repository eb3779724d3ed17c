import { expect, test } from 'vitest'
import { planFor } from '../../src/changes/plan.ts'
import type { PlanParts } from '../../src/changes/plans/planned.ts'
import { en } from '../../src/texts/en/texts.ts'
import { LOCAL_ABILITIES } from '../support/local-abilities.ts'
import { NO_GATES } from '../support/no-gates.ts'

const before = { sha: 'a'.repeat(40), version: 'v1.0.0' }
const now = { sha: 'b'.repeat(40), version: 'v1.1.0' }
const at = '2026-03-02T09:00:00.000Z'

/** A place that went from one release to another long ago: none of the runs that are looked through is older. */
const store = {
  get: async () => ({
    ...{ service: 'payments', environment: 'staging', waiting: [] },
    ...{ current: { release: now, task: 'TASK-900', at }, previous: { release: before, task: 'TASK-1', at } },
  }),
  list: async () => [],
} as unknown as PlanParts['store']
const delivery = {
  abilities: () => LOCAL_ABILITIES,
  resolve: async (_: string, ref: string) => ({ sha: ref, version: ref.slice(0, 12) }),
  commitsBetween: async () => [],
  recipe: () => 'usual',
} as unknown as PlanParts['delivery']
const settings: PlanParts['settings'] = { services: [], environments: [], confirmationMinutes: 10, gates: NO_GATES }

const to = (ref: string) =>
  planFor(
    { kind: 'rollback', service: 'payments', environment: 'staging', ref, strategy: 'blue-green' },
    { delivery, store, settings, clock: { now: () => new Date(0) }, newId: () => 'id' },
    en,
  )

test('the release before is gone back to by its commit, however long ago it was made', async () => {
  expect(await to(before.sha)).toMatchObject({ kind: 'plan', plan: { release: { sha: before.sha } } })
  expect(await to('c'.repeat(40))).toMatchObject({ kind: 'problem' })
})
