import { expect, test } from 'vitest'
import { effectOf, intentNamed } from '../../intents/catalog.ts'
import { isRead } from '../../src/capabilities/capabilities.ts'
import type { Confirmation } from '../../src/domain/confirmation.ts'
import type { Drift } from '../../src/domain/drift.ts'
import type { DeployPlan } from '../../src/domain/plans/deploy.ts'
import type { MeasuredTraffic } from '../../src/ports/traffic.ts'
import { ALL_TOOLS } from '../../src/tools/all-tools.ts'
import { callTool, offersOf } from '../../src/tools/call-tool.ts'
import { failedRun, toolWorld, type World } from './tool-world.ts'

const call = (name: string, input: unknown, world: World = {}) =>
  callTool(ALL_TOOLS, { id: 'c1', name, input }, toolWorld(world), (error) => {
    throw error
  })

test('a tool that does not exist, and an input that has not its form, are answered and do nothing', async () => {
  expect(await call('confirm.yes', {})).toEqual({ kind: 'invalid', problem: 'there is no such tool' })
  expect(await call('query_deployments', { limit: 1e9 })).toMatchObject({ kind: 'invalid' })
  expect(await call('query_deployments', { asker: 'slack:ben' })).toMatchObject({ kind: 'invalid' })
  expect(await call('query_deployments', 'TASK-1')).toMatchObject({ kind: 'invalid' })
})

test('every tool asks for the right of an intent that there is, and is offered with a form of an object', () => {
  const inputs: Record<string, unknown> = {
    read_logs: { task: 'TASK-1' },
    read_diff: { task: 'TASK-1' },
    submit_change: { intent: 'deploy.start' },
  }
  for (const tool of ALL_TOOLS) {
    const right = tool.permission(inputs[tool.name] ?? {})
    expect(intentNamed(right), right).toBeDefined()
    if (tool.effect === 'read') expect(effectOf(right), right).toBe('read')
    else expect(isRead(right)).toBe(false)
  }
  for (const { name, parameters } of offersOf(ALL_TOOLS)) {
    expect(name).toMatch(/^[\w-]{1,64}$/)
    expect(parameters).toMatchObject({ type: 'object', additionalProperties: false })
  }
})

test('a deployment is given with its source', async () => {
  expect(await call('query_deployments', { state: 'failed' }, { runs: [failedRun()] })).toMatchObject({
    kind: 'found',
    facts: { deployments: [{ id: 'TASK-3', version: 'v1.2.0', reason: 'v1.2.0 was not healthy.' }] },
    evidence: [{ id: 'TASK-3' }],
  })
})

test('commits between any two versions take the right in every environment of the service', async () => {
  const between = { service: 'payments', from: 'v1.0.0', to: 'v1.1.0' }
  expect(await call('read_diff', between)).toMatchObject({ kind: 'found' })
  const world: World = { refused: (_, where) => where === 'payments/production' }
  expect(await call('read_diff', between, world)).toMatchObject({ kind: 'refused' })
})

test('what a person may not see is not there, by number as little as in a list', async () => {
  const world: World = {
    runs: [failedRun({ environment: 'production' })],
    refused: (_, where) => where === 'payments/production',
  }
  for (const [name, input] of [
    ['query_deployments', {}],
    ['query_deployments', { task: 'TASK-3' }],
    ['read_logs', { task: 'TASK-3' }],
    ['read_diff', { task: 'task-3' }],
    ['list_tasks', {}],
  ] as const) {
    expect(await call(name, input, world), name).toMatchObject({ kind: 'nothing' })
  }
  expect(await call('read_logs', { service: 'payments', environment: 'production' }, world)).toMatchObject({
    kind: 'refused',
  })
  const health = await call('check_health', { service: 'payments' }, world)
  expect(JSON.stringify(health)).not.toContain('production')
})

test('a tool whose right is missing is refused before anything is looked up', async () => {
  const refused = (intent: string): boolean => intent === 'logs.show'
  expect(await call('read_logs', { task: 'TASK-3' }, { runs: [failedRun()], refused })).toEqual({
    kind: 'refused',
    sentence: 'You may not use logs.show.',
  })
})

test('lines of a log each have an id, and no secret', async () => {
  expect(await call('read_logs', { task: 'TASK-3' }, { runs: [failedRun()] })).toMatchObject({
    evidence: [
      { id: 'TASK-3:1', says: 'listening' },
      { id: 'TASK-3:2', says: 'password=[secret] error' },
      { id: 'TASK-3:3', says: 'GET /health 500' },
    ],
  })
  const running = await call('read_logs', { service: 'payments', environment: 'staging' }, { log: 'up\nhunter2' })
  expect(running).toMatchObject({ evidence: [{ id: 'payments/staging:1' }, { says: '[secret]' }] })
})

test('where there is nothing to tell, that is told', async () => {
  for (const name of ['query_metrics', 'list_changes', 'execute_remediation']) {
    expect(await call(name, { service: 'payments' }), name).toMatchObject({
      kind: 'nothing',
      sentence: expect.stringMatching(/\b(?:No|no|Nobody|Nothing)\b/),
    })
  }
})

const { plan } = failedRun()
const asked: Confirmation = {
  confirmation: 'c1',
  plan: plan as DeployPlan,
  planHash: '0123456789abcdef',
  thread: 'slack:#ops/1',
  by: 'slack:ana',
  groups: [],
  expiresAt: '2026-03-02T03:10:00.000Z',
  rule: 'Every change to staging needs confirmation.',
  buttons: { confirm: 'secret-button', cancel: 'secret-button-too' },
  state: { kind: 'open' },
  requestedAt: '2026-03-02T03:00:00.000Z',
}

test('changes that wait for their yes are given with the hash of their plan, and nothing that could answer them', async () => {
  const declined: Confirmation = { ...asked, planHash: 'fedcba98', state: { kind: 'declined', at: asked.requestedAt } }
  const world: World = { confirmations: [asked, declined] }
  const open = await call('list_changes', { service: 'payments', state: 'open' }, world)
  expect(open).toMatchObject({
    kind: 'found',
    facts: { changes: [{ id: 'plan 01234567', would: 'Deploy payments v1.2.0 to staging', state: 'open' }] },
    evidence: [{ id: 'plan 01234567' }],
  })
  expect(JSON.stringify(open)).not.toContain('secret-button')
  expect(await call('list_changes', {}, world)).toMatchObject({
    evidence: [{ id: 'plan 01234567' }, { id: 'plan fedcba98' }],
  })
  expect(await call('list_changes', { environment: 'production' }, world)).toMatchObject({ kind: 'nothing' })
  const refused: World['refused'] = (_, where) => where === 'payments/staging'
  expect(await call('list_changes', {}, { ...world, refused })).toMatchObject({ kind: 'nothing' })
})

const drift: Drift = {
  drift: 'd1',
  service: 'payments',
  environment: 'staging',
  task: 'TASK-3',
  kind: 'stopped',
  sentence: 'Nothing is running; expected v1.2.0.',
  expected: { sha: 'b'.repeat(40), version: 'v1.2.0' },
  button: 'secret-button',
  foundAt: '2026-03-02T03:00:00.000Z',
  choice: { remediation: 'redeploy', reasons: ['It is the least drastic.'] },
  failed: {},
}

test('a remediation is only wished for, at the one place that has drifted', async () => {
  const elsewhere: Drift = { ...drift, drift: 'd2', environment: 'production' }
  const mend = (input: object, world: World) => call('execute_remediation', input, world)
  expect(await mend({ service: 'payments' }, { drifts: [drift] })).toEqual({
    kind: 'wished',
    change: { intent: 'drift.fix', slots: { service: 'payments', environment: 'staging' } },
  })
  expect(await mend({ service: 'payments' }, { drifts: [drift, elsewhere] })).toMatchObject({ kind: 'invalid' })
  expect(await mend({ service: 'payments', environment: 'production' }, { drifts: [drift, elsewhere] })).toMatchObject({
    change: { slots: { environment: 'production' } },
  })
  const over: Drift = { ...drift, ended: { how: 'fixed', at: drift.foundAt } }
  expect(await mend({ service: 'payments' }, { drifts: [over] })).toMatchObject({ kind: 'nothing' })
  const forAPerson: Drift = { ...drift, choice: { reasons: ['A person has to look at it.'] } }
  expect(await mend({ service: 'payments' }, { drifts: [forAPerson] })).toMatchObject({ kind: 'nothing' })
  const refused: World['refused'] = (_, where) => where === 'payments/staging'
  expect(await mend({ service: 'payments' }, { drifts: [drift], refused })).toMatchObject({ kind: 'nothing' })
})

test('figures are given with the time they are for, of places that may be seen, and only those that are measured', async () => {
  const traffic: MeasuredTraffic = {
    from: '2026-03-02T02:30:00.000Z',
    releases: [
      {
        task: 'TASK-1',
        requests: 900,
        errors: 3,
        latencies: [
          { upToMs: 10, count: 450 },
          { upToMs: 20, count: 450 },
        ],
      },
      {
        task: 'TASK-2',
        requests: 100,
        errors: 1,
        latencies: [
          { upToMs: 10, count: 50 },
          { upToMs: 20, count: 50 },
        ],
      },
    ],
  }
  const refused: World['refused'] = (_, where) => where === 'payments/production'
  expect(await call('query_metrics', { service: 'payments', minutes: 60 }, { traffic, refused })).toMatchObject({
    kind: 'found',
    facts: {
      metrics: [
        {
          id: 'metrics payments/staging',
          from: '2026-03-02T02:30:00.000Z',
          requests: 1_000,
          errors: 4,
          errorPercent: 0.4,
          perMinute: 33.33,
          p50Ms: 10,
          p95Ms: 19,
        },
      ],
    },
    evidence: [{ id: 'metrics payments/staging', says: expect.stringContaining('0.4 % of 1,000 requests failed (4)') }],
  })
  expect(await call('query_metrics', { minutes: 1_000_000 }, { traffic })).toMatchObject({ kind: 'invalid' })
})

test('where there is an objective, what is left of its error budget comes with the figures, to whom may see it', async () => {
  const from = '2026-02-02T03:00:00.000Z'
  const world: World = {
    traffic: { from: '2026-03-02T02:30:00.000Z', releases: [] },
    counts: { from, requests: 10_000, errors: 20 },
    objectives: { staging: { availability: 99.5, days: 28 } },
  }
  const words = '60 % of the error budget is left (20 of 10,000 requests failed, 50 allowed)'
  expect(await call('query_metrics', { service: 'payments' }, world)).toMatchObject({
    facts: {
      objectives: [
        {
          ...{ id: 'budget payments/staging', service: 'payments', environment: 'staging', from },
          ...{ availabilityPercent: 99.5, days: 28, requests: 10_000, errors: 20 },
          ...{ errorsAllowed: 50, budgetLeftPercent: 60, budget: words },
        },
      ],
    },
    evidence: [
      { id: 'metrics payments/staging' },
      { id: 'metrics payments/production' },
      { id: 'budget payments/staging', says: `${words}, since 2026-02-02 03:00 UTC` },
    ],
  })
  const refused: World['refused'] = (intent) => intent === 'slo.status'
  const { counts: _, ...uncounted } = world
  for (const less of [{ ...world, refused }, uncounted]) {
    const result = await call('query_metrics', { service: 'payments' }, less)
    expect(result).toMatchObject({ kind: 'found' })
    expect(JSON.stringify(result)).not.toContain('budget')
  }
})

test('a change is only ever a wish, and none without its right or its values', async () => {
  const rollback = { intent: 'rollback.start', service: 'payments', environment: 'production' }
  expect(await call('submit_change', rollback)).toMatchObject({ kind: 'wished', change: { intent: 'rollback.start' } })
  expect(await call('submit_change', { intent: 'rollback.start' })).toMatchObject({ kind: 'invalid' })
  expect(await call('submit_change', { ...rollback, confirmed: true })).toMatchObject({ kind: 'invalid' })
  expect(await call('submit_change', { ...rollback, intent: 'confirm.yes' })).toMatchObject({ kind: 'invalid' })
  expect(await call('submit_change', rollback, { refused: (intent) => intent === 'rollback.start' })).toMatchObject({
    kind: 'refused',
  })
})
