import { expect, test } from 'vitest'
import { planFor } from '../../src/changes/plan.ts'
import type { PlanParts } from '../../src/changes/plans/planned.ts'
import { en } from '../../src/texts/en/texts.ts'
import { LOCAL_ABILITIES } from '../support/local-abilities.ts'
import { NO_CODE_HOST } from '../support/no-code-host.ts'
import { NO_GATES } from '../support/no-gates.ts'

const gone = { sha: 'a'.repeat(40), version: 'v1.0.0' }
const next = { sha: 'b'.repeat(40), version: 'v1.1.0' }

const store = {
  get: async () => ({
    ...{ service: 'payments', environment: 'staging', waiting: [] },
    current: { release: gone, task: 'TASK-1', at: '2026-03-02T09:00:00.000Z' },
  }),
  list: async () => [],
} as unknown as PlanParts['store']
const delivery = {
  abilities: () => LOCAL_ABILITIES,
  ...NO_CODE_HOST,
  resolve: async () => next,
  async commitsBetween(_: string, __: string | undefined, to: string) {
    if (to === gone.sha) throw new Error(`The repository holds no commit ${to}.`)
    return [{ sha: to, subject: 'Count twice', at: '2026-03-03T09:00:00.000Z', author: 'Ana' }]
  },
  recipe: () => 'usual',
} as unknown as PlanParts['delivery']
const services = [{ id: 'payments', environments: ['staging'], canary: { percent: 10, minutes: 10 } }]
const settings: PlanParts['settings'] = { services, environments: [], confirmationMinutes: 10, gates: NO_GATES }

const wish = {
  kind: 'deploy',
  service: 'payments',
  environment: 'staging',
  ref: 'v1.1.0',
  strategy: 'blue-green',
} as const

test('a release whose history was rewritten can be deployed over: what is taken out is only not listed', async () => {
  const planned = await planFor(
    wish,
    { delivery, store, settings, clock: { now: () => new Date(0) }, newId: () => 'id' },
    en,
  )
  expect(planned).toMatchObject({ kind: 'plan', plan: { release: next, commitCount: 1 } })
  expect(planned).not.toHaveProperty('plan.opposite')
})

test('nothing is planned for a place where the service does not run, whoever asks', async () => {
  const planned = await planFor(
    { ...wish, environment: 'production' },
    { delivery, store, settings, clock: { now: () => new Date(0) }, newId: () => 'id' },
    en,
  )
  expect(planned).toEqual({ kind: 'problem', sentence: 'payments has no environment production.' })
})
