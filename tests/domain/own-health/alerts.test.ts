import fc from 'fast-check'
import { expect, test } from 'vitest'
import { ALERTS, alertsOf, THRESHOLDS } from '../../../src/domain/own-health/alerts.ts'
import type { OwnFacts } from '../../../src/domain/own-health/facts.ts'

const WELL: OwnFacts = {
  ...{ database: 'works', queue: { waiting: 0, active: 2 }, untaken: [], restingModels: [] },
  ...{ waitingSteps: { count: 0, oldestMs: 0 }, unanswered: { count: 0, oldestMs: 0 } },
  chats: [{ name: 'slack', awayMs: 0 }],
  workers: [{ name: 'bot', host: 'one', state: 'live', lastSeenMs: 1_000, inHand: 2 }],
}
const LOST = { name: 'builder', host: 'two', state: 'lost', lastSeenMs: 40_000, inHand: 1 } as const

const said = (facts: Partial<OwnFacts>) =>
  alertsOf({ ...WELL, ...facts }).map(({ alert, about, severity, sentence }) => [alert, about, severity, sentence])

test('nothing is said while all is well', () => expect(alertsOf(WELL)).toEqual([]))

test.each<[Partial<OwnFacts>, string[]]>([
  [
    { database: 'fails' },
    ['database-down', '', 'critical', 'The database does not answer, or takes nothing. Nothing new is accepted.'],
  ],
  [
    { queue: undefined, waitingSteps: { count: 1, oldestMs: 900_000 } },
    ['queue-down', '', 'critical', 'The job queue does not answer. Accepted work waits in the log.'],
  ],
  [
    { waitingSteps: { count: 3, oldestMs: 600_000 } },
    ['queue-lag', '', 'warning', '3 steps wait for a worker; the longest for 10 min.'],
  ],
  [
    { unanswered: { count: 1, oldestMs: 21_400 } },
    ['slow-answers', '', 'warning', '1 message has no answer yet; the oldest for 21 s.'],
  ],
  [
    { unanswered: { count: 2, oldestMs: 61_000 } },
    ['slow-answers', '', 'critical', '2 messages have no answer yet; the oldest for 61 s.'],
  ],
  [
    { chats: [{ name: 'slack', awayMs: 30_000 }] },
    ['chat-away', 'slack', 'critical', 'slack has not been connected for 30 s. People there get no answer.'],
  ],
  [
    { workers: [...WELL.workers, LOST] },
    [
      ...['worker-lost', 'builder on two', 'warning'],
      'Worker builder on two was last seen 40 s ago. It had 1 step in hand; another worker continues.',
    ],
  ],
  [
    { untaken: ['build'], waitingSteps: { count: 1, oldestMs: 900_000 } },
    ['no-worker', 'build', 'critical', 'No worker takes steps of the kind build, and work of that kind waits.'],
  ],
  [
    { restingModels: ['qwen3:8b'] },
    [
      ...['model-resting', 'qwen3:8b', 'warning'],
      'qwen3:8b failed so often that it is left alone for half a minute. Rules or the next model stand in.',
    ],
  ],
])('%j', (facts, alert) => expect(said(facts)).toEqual([alert]))

test('a worker that was started again on its machine is not missed', () => {
  expect(said({ workers: [LOST, { ...LOST, state: 'live', lastSeenMs: 0 }] })).toEqual([])
})

test('just below a threshold nothing is said', () => {
  const { stepWaitsMs, answerTakesMs, chatAwayMs } = THRESHOLDS
  const facts = {
    ...{ waitingSteps: { count: 1, oldestMs: stepWaitsMs - 1 }, unanswered: { count: 1, oldestMs: answerTakesMs - 1 } },
    chats: [{ name: 'slack', awayMs: chatAwayMs - 1 }],
  }
  expect(said(facts)).toEqual([])
})

const oldest = fc.record({ count: fc.nat(9), oldestMs: fc.nat(200_000) })
const anyFacts: fc.Arbitrary<OwnFacts> = fc.record({
  database: fc.constantFrom('works' as const, 'fails' as const),
  queue: fc.option(fc.record({ waiting: fc.nat(9), active: fc.nat(9) }), { nil: undefined }),
  ...{ waitingSteps: oldest, unanswered: oldest },
  chats: fc.array(fc.record({ name: fc.constantFrom('slack', 'discord'), awayMs: fc.nat(90_000) })),
  workers: fc.array(
    fc.record({
      ...{ name: fc.constantFrom('a', 'b'), host: fc.constantFrom('one', 'two') },
      ...{ state: fc.constantFrom('live' as const, 'lost' as const), lastSeenMs: fc.nat(90_000), inHand: fc.nat(3) },
    }),
  ),
  untaken: fc.uniqueArray(fc.constantFrom('build', 'deploy')),
  restingModels: fc.uniqueArray(fc.constantFrom('one', 'two')),
})

test('critical ones come first, each says what to do, and what gets worse never takes one away', () => {
  fc.assert(
    fc.property(anyFacts, (facts) => {
      const alerts = alertsOf(facts)
      const severities = alerts.map(({ severity }) => severity)
      expect(severities).toEqual(severities.toSorted())
      for (const { alert, sentence, remedy } of alerts) {
        expect(ALERTS).toContain(alert)
        expect(sentence.endsWith('.') && remedy.endsWith('.')).toBe(true)
      }
      const worse = alertsOf({
        ...facts,
        database: 'fails',
        chats: facts.chats.map((one) => ({ ...one, awayMs: 90_000 })),
      })
      expect(worse.map(({ alert }) => alert)).toEqual(expect.arrayContaining(alerts.map(({ alert }) => alert)))
    }),
  )
})
