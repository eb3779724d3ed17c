import { expect, test } from 'vitest'
import type { ShownHealth, ShownPlaceNow, ShownTaskPage, ShownTraffic } from '../../console/api/shapes.ts'
import { peopleView } from '../../console/pages/deployments/people.ts'
import { planView } from '../../console/pages/deployments/plan.ts'
import { stepsView, stretchOf } from '../../console/pages/deployments/steps.ts'
import { titleOf } from '../../console/pages/deployments/task-page.ts'
import { chartShape, trafficChart } from '../../console/pages/deployments/traffic-chart.ts'
import { trafficView } from '../../console/pages/deployments/traffic-panel.ts'
import { overviewTable } from '../../console/pages/overview/overview-table.ts'
import { summaryOf } from '../../console/pages/overview/summary.ts'
import { drawn } from './drawn.ts'

const NOW = new Date('2026-11-30T12:00:00.000Z')
const at = (minute: number, second = 0): string => new Date(Date.UTC(2026, 10, 30, 11, minute, second)).toISOString()
const ana = { id: 'slack:T:ana', name: 'ana' }

const place = (environment: string, more: Partial<ShownPlaceNow> = {}): ShownPlaceNow => ({
  ...{ service: 'billing', environment, waiting: [], freezes: [], drifts: [] },
  ...more,
})
const PLACES: readonly ShownPlaceNow[] = [
  place('staging'),
  place('production', {
    live: { version: 'v1.1.0', commit: 'abc', task: 'TASK-1', since: at(57) },
    changing: { task: 'TASK-2', kind: 'deploy', version: 'v1.2.0', phase: 'canary', by: ana, since: at(59) },
    waiting: ['TASK-3'],
    lock: { id: 'LOCK-1', by: ana, reason: 'migration', expires_at: at(59) },
    freezes: [{ name: 'weekend', reason: 'Nobody is there', until: at(59) }],
    drifts: [{ id: 'd', kind: 'version', sentence: 'v1.0.0 serves.', found_at: at(50) }],
  }),
]
const HEALTHS: readonly ShownHealth[] = [
  { service: 'billing', environment: 'production', health: { state: 'unhealthy', sentence: '/health answers 500.' } },
]

test('the overview says of each place what is live and whatever is not as usual', () => {
  const { text, all } = drawn(overviewTable(PLACES, HEALTHS, NOW))
  expect(all('td').map((cell) => cell.text)[0]).toBe('Nothing is deployed.')
  for (const words of ['v1.1.0 unhealthy', '/health answers 500.', 'TASK-2', 'canary', '1 min', 'Waiting: TASK-3'])
    expect(text).toContain(words)
  expect(text).toMatch(/LOCK-1 of ana : migration/)
  expect(text).toMatch(/Frozen: Nobody is there/)
  expect(text).toMatch(/Drift \( version \) 10 min ago : v1\.0\.0 serves\./)
  expect(all('a').map(({ href }) => href)).toContain('#/deployments/TASK-2')
})

test('its figures count what needs somebody', () => {
  expect(summaryOf(PLACES, HEALTHS)).toEqual({
    ...{ places: 2, live: 1, changing: 1, unhealthy: 1, drifting: 1, closed: 1 },
  })
})

const TASK: ShownTaskPage = {
  ...{ id: 'TASK-2', kind: 'deploy', state: 'running', service: 'billing', environment: 'production' },
  ...{ release: { version: 'v1.2.0', commit: '0123456789abcdef' }, by: ana.id, by_name: 'ana', requested_at: at(0) },
  ...{ started_at: at(0), correlation: 'c-1', approvals: [{ by: { id: 'ben', name: 'ben' }, at: at(1) }] },
  confirmed: { by: ana, at: at(0, 30), rule: 'Every change to production needs confirmation.' },
  ...{ judgements: [], phase: 'canary', change: 'CHG-4' },
  steps: [
    { id: 'build', state: 'done', needs: [], started_at: at(0), ended_at: at(5) },
    { id: 'deploy', state: 'running', needs: ['build'], started_at: at(10) },
    { id: 'tell', state: 'pending', needs: ['deploy'] },
  ],
  plan: {
    ...{ ref: 'main', strategy: 'canary', canary: { percent: 10, minutes: 5 }, commit_count: 12 },
    from: { version: 'v1.1.0', commit: 'abc' },
    commits: [{ sha: '0123456789abcdef', subject: 'Pay <twice>', author: 'ana', at: at(0) }],
    links: { commit: 'https://code.example/c', compare: 'https://code.example/d' },
    checks: { green: 2, all: 3, red: ['lint'], running: [] },
  },
}

test('a deployment says who asked, confirmed and approved', () => {
  const { text, all } = drawn(peopleView(TASK))
  expect(text).toMatch(/Asked by ana .*Confirmed ana .*needs confirmation\. Approved by ben/)
  expect(all('a').map(({ href }) => href)).toEqual(['#/changes/CHG-4'])
  const alone = { ...TASK, approvals: [], confirmed: undefined, change: undefined }
  expect(drawn(peopleView(alone as unknown as ShownTaskPage)).text).toMatch(/no confirmation was needed .*no approval/)
})

test('and exactly what is put into service, from where, and with which commits', () => {
  expect(titleOf(TASK)).toBe('Deploy billing v1.2.0 to production')
  const { text, all } = drawn(planView(TASK))
  for (const words of ['v1.1.0 → v1.2.0', 'canary , 10 % for 5 min', '2 of 3 green , red: lint', '12 commits'])
    expect(text).toContain(words)
  expect(text).toContain('0123456 Pay <twice> ana')
  expect(all('a').map(({ href }) => href)).toEqual(['https://code.example/c', 'https://code.example/d'])
})

test('each step has its stretch of the whole time', () => {
  const now = new Date(at(20))
  expect(TASK.steps.map((step) => stretchOf(step, TASK.steps, now))).toEqual([
    { x: 0, width: 25 },
    { x: 50, width: 50 },
    undefined,
  ])
  expect(
    drawn(stepsView(TASK, now))
      .all('li')
      .map(({ text }) => text),
  ).toEqual(['done : build 5 min', 'running : deploy canary 10 min', 'pending : tell waits'])
})

const TRAFFIC: ShownTraffic = {
  points: [
    { requests: 10, errors: 0, p95_ms: 20, from: at(0), until: at(2) },
    { requests: 20, errors: 5, error_rate: 0.25, from: at(2), until: at(4) },
  ],
  switched_at: at(2),
  before: { requests: 10, errors: 0, error_rate: 0, p50_ms: 5, p95_ms: 20 },
  after: { requests: 20, errors: 5, error_rate: 0.25 },
}

test('the picture of the traffic has a bar for each stretch and a line at the switch', () => {
  const { bars, marker, top } = chartShape(TRAFFIC)
  expect(top).toBe(20)
  expect(bars.map(({ height, failed }) => failed / height)).toEqual([0, 0.25])
  expect(bars[0]?.height).toBe((bars[1]?.height ?? 0) / 2)
  expect(marker).toBeCloseTo((bars[1]?.x ?? 0) - 1.5)
  const { text, all } = drawn(trafficChart(TRAFFIC))
  expect(text).toContain('20 requests, 5 failed')
  expect(all('svg')[0]?.['aria-label']).toBe('Before: 10 requests, 0 failed. After: 20 requests, 5 failed.')
  expect(chartShape({ ...TRAFFIC, points: [] })).toEqual({ bars: [], top: 0 })
})

test('and its figures stand below it', () => {
  const rows = drawn(trafficView(TRAFFIC))
    .all('tr')
    .map(({ text }) => text)
  expect(rows.slice(1)).toEqual(['Before 10 0 0.0 % 5 ms 20 ms', 'After 20 5 25.0 % – –'])
})
