import { afterEach, beforeEach, expect, test } from 'vitest'
import type { ShipmateEvent } from '../../src/domain/events.ts'
import { type OwnHealth, startOwnHealth } from '../../src/monitors/own-health.ts'
import { withRestingModels } from '../../src/monitors/resting-models.ts'
import type { Store } from '../../src/ports/event-store.ts'
import { noopMetrics } from '../../src/ports/metrics.ts'
import { openMemoryStore } from '../support/memory-store.ts'
import { ringingClock } from '../support/ringing-clock.ts'

let store: Store<ShipmateEvent>
let clock: ReturnType<typeof ringingClock>
let isConnected: boolean
let doesQueueAnswer: boolean
let told: string[]
let figures: Map<string, number>
let health: OwnHealth
const models = withRestingModels({
  ...noopMetrics,
  set: (id, labels, value) => figures.set([id, ...Object.values(labels)].join(' '), value),
})

beforeEach(async () => {
  store = await openMemoryStore()
  ;[clock, isConnected, doesQueueAnswer, told, figures] = [ringingClock(), true, true, [], new Map()]
  health = startOwnHealth({
    ...{ store, clock, workflows: {}, metrics: models.metrics, restingModels: models.restingModels },
    queue: {
      depth: () => (doesQueueAnswer ? Promise.resolve({ waiting: 0, active: 0 }) : Promise.reject(new Error('away'))),
    },
    registry: { list: async () => [] },
    chats: [{ name: 'slack', state: () => ({ connected: isConnected }) }],
    onAlert: ({ alert }, state) => told.push(`${alert} ${state}`),
    onError: (error) => told.push(String(error)),
  })
  await health.settled()
})
afterEach(() => health.stop())

async function pass(ms: number): Promise<void> {
  clock.pass(ms)
  await health.settled()
}

test('a chat that stays away is told of once, with since when, and once more when it is back', async () => {
  expect(health.alerts()).toEqual([])
  isConnected = false
  await pass(10_000)
  expect(health.alerts()).toEqual([])
  await pass(30_000)
  await pass(10_000)
  expect(health.alerts()).toMatchObject([{ alert: 'chat-away', about: 'slack', since: '2026-11-30T10:00:40.000Z' }])
  expect(figures.get('alert chat-away slack critical')).toBe(1)
  expect(figures.get('chatAwaySeconds slack')).toBe(40)
  isConnected = true
  await pass(10_000)
  expect(health.alerts()).toEqual([])
  expect(figures.get('alert chat-away slack critical')).toBe(0)
  expect(told).toEqual(['chat-away raised', 'chat-away over'])
})

test('a queue that fails, a model at rest and a message without an answer, the worst first', async () => {
  doesQueueAnswer = false
  models.metrics.set('modelBreaker', { model: 'qwen3:8b' }, 2)
  const received = {
    keys: ['k'],
    thread: 'slack:C1:1',
    by: 'slack:U1',
    addressed: 'mention',
    text: 'status?',
    groups: [],
  }
  await store.append({
    ...{ correlationId: 'm-1', actor: 'slack:U1', at: clock.now() },
    streams: [
      {
        ...{ stream: 'message-m-1', expectedVersion: 0 },
        bodies: [{ type: 'message.received', message: 'm-1', received } as unknown as ShipmateEvent],
      },
    ],
  })
  await pass(25_000)
  expect(health.alerts().map(({ alert, severity }) => [alert, severity])).toEqual([
    ['queue-down', 'critical'],
    ['slow-answers', 'warning'],
    ['model-resting', 'warning'],
  ])
  models.metrics.set('modelBreaker', { model: 'qwen3:8b' }, 0)
  doesQueueAnswer = true
  await pass(60_000)
  expect(health.alerts().map(({ alert, severity }) => [alert, severity])).toEqual([['slow-answers', 'critical']])
})
