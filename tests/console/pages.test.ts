import { expect, test } from 'vitest'
import { boxesOf, shortTime, topologyView } from '../../console/pages/agents/topology-view.ts'
import { type ShownWorker, workerTable } from '../../console/pages/agents/worker-table.ts'
import { alertList } from '../../console/pages/alerts/alerts.ts'
import { entryTable, type ShownEntry } from '../../console/pages/audit/entry-table.ts'
import { eventTable } from '../../console/pages/events/event-table.ts'
import { afterEvents, MOST_SHOWN, NO_EVENTS, type ShownEvent } from '../../console/pages/events/events-state.ts'
import { wishFrom } from '../../console/pages/tokens/create-form.ts'
import { mayOf, type ShownToken, tokenTable } from '../../console/pages/tokens/token-table.ts'
import { waitingList } from '../../console/pages/waiting/waiting.ts'
import { plannedBoxes, runBoxes } from '../../console/pages/workflows/run-graph.ts'
import { runView } from '../../console/pages/workflows/run-view.ts'
import { inputsFrom } from '../../console/pages/workflows/start-form.ts'
import { workflowList } from '../../console/pages/workflows/workflows.ts'
import { PAGES } from '../../console/pages.ts'
import { asQuery, chosen, filterForm } from '../../console/view/filters.ts'
import { drawn } from './drawn.ts'

const NOW = new Date('2026-11-30T12:00:00.000Z')
const AT = '2026-11-30T11:59:00.000Z'

const event = (position: number): ShownEvent => ({
  ...{ position, at: AT, type: 'run.step.started', stream: 'run-TASK-1', actor: 'worker' },
  ...{ correlation: 'c0ffee00-1', service: 'payments', environment: 'staging', data: { step: 'build' } },
})

test('every page has an address and a letter of its own', () => {
  for (const part of ['id', 'letter', 'title'] as const)
    expect(new Set(PAGES.map((page) => page[part])).size).toBe(PAGES.length)
})

test('pages and live events come together: each once, newest first, however they come', () => {
  const page = afterEvents(NO_EVENTS, { kind: 'page', events: [event(9), event(7)], next: '7' })
  const live = afterEvents(page, { kind: 'live', event: event(11) })
  const twice = afterEvents(live, { kind: 'live', event: event(9) })
  const older = afterEvents(twice, { kind: 'page', events: [event(3)] })
  expect(older.events.map(({ position }) => position)).toEqual([11, 9, 7, 3])
  expect([page.next, older.next]).toEqual(['7', undefined])
  expect(afterEvents(older, { kind: 'asked' })).toEqual(NO_EVENTS)
})

test('a log that grows for hours does not fill the browser, and what fell out is asked for again', () => {
  let state = NO_EVENTS
  for (let position = 1; position <= MOST_SHOWN + 5; position += 1)
    state = afterEvents(state, { kind: 'live', event: event(position) })
  expect(state.events.length).toBe(MOST_SHOWN)
  expect(state.next).toBe('6')
})

test('an event shows what it says, and leads to what belongs together', () => {
  const { text, all } = drawn(eventTable([event(9)], NOW))
  for (const part of ['run.step.started', 'run-TASK-1', 'payments on staging', '"step": "build"', '1 min ago'])
    expect(text).toContain(part)
  expect(all('a').map(({ href }) => href)).toEqual(['#/events?correlation=c0ffee00-1'])
  expect(drawn(eventTable([], NOW)).text).toBe('No such event is in the log.')
})

test('a line of the audit says who, for whom, what and why', () => {
  const entry: ShownEntry = {
    kind: 'refusal',
    ...{ position: 4, at: AT, event: 'request.refused', correlation: 'c-1', hash: null },
    ...{
      who: { id: 'slack:U1', for: 'slack:U2' },
      where: { service: 'payments' },
      what: 'Deploy TASK-3',
      why: 'No role.',
    },
  }
  const { text, all } = drawn(entryTable([entry], NOW))
  for (const part of ['refusal', 'slack:U1', 'for slack:U2', 'payments', 'No role.']) expect(text).toContain(part)
  expect(all('a').map(({ href }) => href)).toEqual(['#/deployments/TASK-3', '#/events?correlation=c-1'])
})

test('filters are what of the address is one, and go to the API as they are', () => {
  const filters = [
    { name: 'type', label: 'Type' },
    { name: 'kind', label: 'Kind', options: ['effect', 'refusal'] },
  ]
  const query = { type: 'cicd.*', other: 'x', kind: '' }
  expect(chosen(filters, query)).toEqual({ type: 'cicd.*' })
  expect(asQuery({ type: 'cicd.*', none: undefined, empty: '' })).toBe('type=cicd.*')
  const { all } = drawn(filterForm('events', filters, { kind: 'refusal' }))
  expect(all('option').map(({ value, selected }) => [value, selected])).toEqual([
    ['', false],
    ['effect', false],
    ['refusal', true],
  ])
  expect(all('a').map(({ text }) => text)).toEqual(['Show all'])
})

test('alerts say what is wrong and what to do; without any, that all is well', () => {
  const alert = {
    alert: 'chat-away',
    severity: 'critical',
    about: 'slack',
    sentence: 'slack is away.',
    remedy: 'Wait.',
  } as const
  const { text, all } = drawn(alertList([{ ...alert, since: AT }], NOW))
  expect(text).toContain('slack is away.')
  expect(text).toContain('Wait.')
  expect(all('span').some(({ class: name, text }) => name === 'tag bad' && text === 'critical')).toBe(true)
  expect(drawn(alertList([], NOW)).text).toBe('Nothing is wrong with the bot.')
})

const TOPOLOGY = {
  nodes: [
    { id: 'requests', kind: 'source', name: 'requests', within: [], in_flight: 0 },
    { id: 'agent:deploy', kind: 'agent', name: 'deploy', within: ['bot'], in_flight: 1 },
    { id: 'model:m', kind: 'model', name: 'm', within: [], in_flight: 0 },
  ],
  edges: [
    {
      from: 'requests',
      to: 'agent:deploy',
      calls: 4,
      failed: 0,
      mean_ms: 12.4,
      longest_ms: 30,
      tokens_in: 0,
      tokens_out: 0,
    },
    { from: 'agent:deploy', to: 'model:m', calls: 4, failed: 2, mean_ms: 2_100, tokens_in: 12_000, tokens_out: 80 },
  ],
} as const

test('who calls whom: a picture of calls, and the figures in a table', () => {
  expect(boxesOf(TOPOLOGY)).toEqual([
    { id: 'requests', title: 'requests', note: 'asks', needs: [], tone: 'idle' },
    { id: 'agent:deploy', title: 'deploy', note: 'agent · 4 calls, 1 now', needs: ['requests'], tone: 'busy' },
    { id: 'model:m', title: 'm', note: 'model · 4 calls, 2 failed', needs: ['agent:deploy'], tone: 'bad' },
  ])
  const { text, all } = drawn(topologyView(TOPOLOGY))
  expect(all('g').length).toBe(3)
  for (const part of ['agent deploy', 'model m', '2.1 s', '12,000']) expect(text).toContain(part)
  expect([undefined, 0.4, 999, 1_500].map(shortTime)).toEqual(['', '0 ms', '999 ms', '1.5 s'])
  expect(drawn(topologyView({ nodes: [], edges: [] })).text).toContain('No agent judges here')
})

test('a worker shows what it has in hand, and with which model its agents judge', () => {
  const worker: ShownWorker = {
    state: 'lost',
    ...{
      id: 'w',
      name: 'bot',
      host: 'one',
      takes: ['build', 'deploy'],
      models: [],
      in_hand: 1,
      capacity: 4,
    },
    ...{ registered_for_ms: 60_000, last_seen_ms: 20_000, judges: [{ name: 'deploy', model: 'm', in_hand: 0 }] },
  }
  const { text } = drawn(workerTable([worker]))
  for (const part of ['bot', 'lost', '1 of 4', 'build, deploy', 'deploy with m', '20 s ago'])
    expect(text).toContain(part)
})

const STEPS = [
  { id: 'build', uses: 'build', needs: [] },
  { id: 'ask', title: 'Ask the lead', uses: 'approval', needs: ['build'] },
]

test('a run shows each step as it stands, as a picture and as a list', () => {
  const steps = [
    { id: 'build', state: 'done', needs: [], started_at: '2026-11-30T11:58:00.000Z', ended_at: AT },
    { id: 'ask', state: 'waiting', needs: ['build'], started_at: AT },
  ]
  expect(plannedBoxes(STEPS).map(({ title, note, tone }) => [title, note, tone])).toEqual([
    ['build', 'build', 'idle'],
    ['Ask the lead', 'approval', 'idle'],
  ])
  expect(runBoxes(steps, STEPS, NOW).map(({ title, note, tone }) => [title, note, tone])).toEqual([
    ['build', 'done · 1 min', 'good'],
    ['Ask the lead', 'waiting · 1 min', 'warn'],
  ])
  const workflow = { id: 'release', inputs: [], steps: STEPS }
  const run = { id: 'TASK-9', state: 'running', by: 'slack:U1', requested_at: AT, steps }
  const { text, all } = drawn(runView(run, workflow, NOW))
  expect(all('li').map((item) => item.text)).toEqual([
    'build : done · 1 min',
    'Ask the lead : waiting · 1 min , after build',
  ])
  expect(text).toContain('running')
  expect(all('path').length).toBe(1)
})

test('a workflow in the list leads to its graph and its last run; inputs left empty are left out', () => {
  const last = { id: 'TASK-9', state: 'failed', by: 'slack:U1', requested_at: AT }
  const { text, all } = drawn(workflowList([{ id: 'release', title: 'Release', inputs: [], steps: STEPS, last }], NOW))
  expect(all('a').map(({ href }) => href)).toEqual(['#/workflows/release', '#/workflows/release/TASK-9'])
  expect(text).toContain('2 steps · 0 inputs')
  const inputs = [
    { name: 'version', type: 'version' },
    { name: 'count', type: 'number', default: '2' },
  ]
  expect(inputsFrom(inputs, new Map([['version', ' v1.2.0 ']]))).toEqual({ version: 'v1.2.0' })
})

test('what waits is the card with its buttons, until when, and who asked', () => {
  const pressed: string[] = []
  const card = {
    ...{ title: 'Deploy payments', tone: 'neutral' },
    blocks: [{ kind: 'buttons', buttons: [{ id: 'b-1', label: 'Approve', style: 'primary' }] }],
  } as const
  const waiting = { id: 'CHG-4', kind: 'change', by: 'slack:U2', expires_at: AT, card: structuredClone(card) } as never
  const { text, all } = drawn(
    waitingList([waiting], { now: NOW, pressed: undefined, press: (id, button) => pressed.push(`${id} ${button}`) }),
  )
  expect(text).toContain('slack:U2 asks for your approval')
  const [button] = all('button')
  ;(button as { onClick(): void } | undefined)?.onClick()
  expect(pressed).toEqual(['CHG-4 b-1'])
  expect(drawn(waitingList([], { now: NOW, pressed: undefined, press: () => {} })).text).toBe(
    'Nothing waits for your answer.',
  )
})

test('a token says what it may, and is revoked by its button', () => {
  const token: ShownToken = {
    ...{ id: 'a1b2c3d4e5f6', name: 'ci', acts: 'approver', holder: 'slack:T1:U1', roles: [] },
    ...{ environments: ['staging'], created_at: AT, expires_at: '2026-12-03T12:00:00.000Z' },
  }
  expect(mayOf(token)).toBe('what its holder may, in staging')
  expect(mayOf({ ...token, acts: 'program', roles: ['viewer'], services: ['payments', 'billing'] })).toBe(
    'viewer, of payments, billing, in staging',
  )
  const revoked: string[] = []
  const drawing = { now: NOW, user: 'slack:T1:U1', revoke: ({ id }: ShownToken) => void revoked.push(id) }
  const { text, all } = drawn(tokenTable([token], drawing))
  expect(text).toContain('as its holder, and approves')
  expect(text).toContain('never')
  expect(text).not.toContain('slack:T1:U1')
  expect(drawn(tokenTable([token], { ...drawing, user: 'slack:T1:OWNER' })).text).toContain('slack:T1:U1')
  const button = all('button')[0] ?? {}
  expect(button).toMatchObject({ 'aria-label': 'Revoke ci', onClick: expect.any(Function) })
  if ('onClick' in button) (button.onClick as () => void)()
  expect(revoked).toEqual(['a1b2c3d4e5f6'])
  expect(drawn(tokenTable([], drawing)).text).toBe('You have no tokens.')
})

test('what is left empty in a wish for a token is left out', () => {
  const given = new Map(Object.entries({ name: ' ci ', roles: 'viewer, deployer', services: ' ', days: '7' }))
  const data = { get: (name: string) => given.get(name) ?? null }
  expect(wishFrom(data, NOW)).toEqual({
    ...{ name: 'ci', roles: ['viewer', 'deployer'], approve: false, expires_at: '2026-12-07T11:59:00.000Z' },
  })
})
