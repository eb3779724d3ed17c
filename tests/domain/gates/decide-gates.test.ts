import fc from 'fast-check'
import { expect, test } from 'vitest'
import { blocking, decideGates, type GateFacts, nextYes, type Wish } from '../../../src/domain/gates/decide-gates.ts'
import type { Freeze } from '../../../src/domain/gates/freeze.ts'

const NOW = new Date('2026-03-02T09:00:00Z')
const wish: Wish = { service: 'web', environment: 'production', does: 'deploy', by: 'slack:ana', sha: 'a' }
const nothing: GateFacts = { freezes: [], order: [], served: {} }
const freeze = (from: string, to: string, more: Partial<Freeze> = {}): Freeze => ({
  name: 'count',
  zone: 'UTC',
  times: { kind: 'dates', from, to },
  ...more,
})
const lock = { lock: 'LOCK-1', by: 'slack:ben', expiresAt: '2026-03-02T11:00:00.000Z' } as const
const order = [{ environment: 'production', after: 'staging', healthyMinutes: 30 }]
const served = (since: string, more = {}) => ({ staging: [{ sha: 'a', version: 'v1', since, ...more }] })
const minutesAgo = (minutes: number): string => new Date(NOW.getTime() - minutes * 60_000).toISOString()

test('nothing stands in the way where no rule has a say', () => {
  expect(decideGates(nothing, wish, NOW)).toEqual([])
  expect(nextYes(nothing, wish, NOW)).toEqual(NOW)
})

test('a freeze stops a deployment and lets what restores through, unless it says otherwise', () => {
  const until = '2026-03-02T12:00:00.000Z'
  const facts = { ...nothing, freezes: [freeze('2026-03-02T08:00', '2026-03-02T12:00')] }
  expect(decideGates(facts, wish, NOW)).toEqual([{ rule: 'freeze', freeze: 'count', blocks: true, until }])
  expect(decideGates(facts, { ...wish, does: 'restore' }, NOW)).toMatchObject([{ blocks: false }])
  const strict = { ...nothing, freezes: [freeze('2026-03-02T08:00', '2026-03-02T12:00', { rollbacks: true })] }
  expect(decideGates(strict, { ...wish, does: 'restore' }, NOW)).toMatchObject([{ blocks: true }])
})

test('a freeze concerns only the places that it names', () => {
  const times = ['2026-03-02T08:00', '2026-03-02T12:00'] as const
  expect(decideGates({ ...nothing, freezes: [freeze(...times, { environments: ['staging'] })] }, wish, NOW)).toEqual([])
  expect(decideGates({ ...nothing, freezes: [freeze(...times, { services: ['mail'] })] }, wish, NOW)).toEqual([])
})

test('a lock stops everybody but its person until its time is over, whatever they do', () => {
  const facts = { ...nothing, lock }
  expect(decideGates(facts, wish, NOW)).toMatchObject([{ rule: 'lock', blocks: true, until: lock.expiresAt }])
  expect(decideGates(facts, { ...wish, does: 'restore' }, NOW)).toMatchObject([{ blocks: true }])
  expect(decideGates(facts, { ...wish, by: 'slack:ben' }, NOW)).toMatchObject([{ blocks: false }])
  expect(decideGates(facts, wish, new Date(lock.expiresAt))).toEqual([])
})

test.each([
  ['nothing', {}, true],
  ['another', { staging: [{ sha: 'b', version: 'v2', since: minutesAgo(90) }] }, true],
  ['ill', served(minutesAgo(90), { ill: true }), true],
  ['new', served(minutesAgo(29)), true],
  ['proven', served(minutesAgo(30)), false],
  // It was replaced there when it had been live for long enough, or before.
  ['proven', served(minutesAgo(90), { until: minutesAgo(50) }), false],
  ['new', served(minutesAgo(90), { until: minutesAgo(70) }), true],
] as const)('the order finds %s where %j is live before', (finding, there, blocks) => {
  expect(decideGates({ ...nothing, order, served: there }, wish, NOW)).toMatchObject([{ finding, blocks }])
})

test('the next yes lies behind everything that follows without a gap, and is not known where people decide', () => {
  const freezes = [freeze('2026-03-02T08:00', '2026-03-02T10:00'), freeze('2026-03-02T10:00', '2026-03-02T13:00')]
  expect(nextYes({ ...nothing, freezes, lock }, wish, NOW)).toEqual(new Date('2026-03-02T13:00:00Z'))
  expect(nextYes({ ...nothing, freezes, order }, wish, NOW)).toBeUndefined()
})

test('whatever the facts, nothing stands in the way at the next yes, and something does right before', () => {
  const hours = fc.integer({ min: -48, max: 48 })
  const at = (hour: number): string => new Date(NOW.getTime() + hour * 3_600_000).toISOString()
  const someFreeze = fc
    .tuple(hours, fc.integer({ min: 1, max: 30 }))
    .map(([from, long]) => freeze(at(from).slice(0, 16), at(from + long).slice(0, 16)))
  const facts = fc.record({
    freezes: fc.array(someFreeze, { maxLength: 5 }),
    order: fc.constantFrom([], order),
    served: hours.map((hour) => served(at(Math.min(hour, 0)))),
    lock: fc.option(
      hours.map((hour) => ({ ...lock, expiresAt: at(hour) })),
      { nil: undefined },
    ),
  })
  fc.assert(
    fc.property(facts, ({ lock: some, ...rest }) => {
      const all: GateFacts = { ...rest, ...(some && { lock: some }) }
      const next = nextYes(all, wish, NOW)
      expect(next).toBeDefined()
      if (!next) return
      expect(blocking(decideGates(all, wish, next))).toEqual([])
      if (next > NOW) expect(blocking(decideGates(all, wish, new Date(next.getTime() - 1)))).not.toEqual([])
    }),
    { numRuns: 300 },
  )
})
