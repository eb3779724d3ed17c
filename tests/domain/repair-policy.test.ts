import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  budgetStreams,
  DEVICE_DRIFT_KINDS,
  decideRepair,
  REPAIR_RULES,
  type RepairFacts,
  type RepairPolicy,
} from '../../src/domain/repair-policy.ts'

const NOW = new Date('2026-03-02T12:00:00.000Z')
const HOUR_MS = 60 * 60_000
const RINGS = ['ring-0', 'ring-1']

const ago = (ms: number): string => new Date(NOW.getTime() - ms).toISOString()
const moments = fc.array(fc.integer({ min: 0, max: 3 * HOUR_MS }).map(ago), { maxLength: 6 })

const policies: fc.Arbitrary<RepairPolicy> = fc.record({
  rules: fc.array(
    fc.record(
      {
        kinds: fc.subarray([...DEVICE_DRIFT_KINDS], { minLength: 1 }),
        rings: fc.subarray(RINGS),
        do: fc.constantFrom(...REPAIR_RULES),
      },
      { requiredKeys: ['kinds', 'do'] },
    ),
    { maxLength: 4 },
  ),
  fixesPerHour: fc.integer({ min: 0, max: 4 }),
})

const facts: fc.Arbitrary<RepairFacts> = fc.record({
  kind: fc.constantFrom(...DEVICE_DRIFT_KINDS),
  ring: fc.constantFrom(...RINGS),
  attempts: fc.array(
    fc
      .option(fc.integer({ min: 0, max: HOUR_MS }).map(ago), { nil: undefined })
      .map((endedAt) => (endedAt ? { endedAt } : {})),
    { maxLength: 3 },
  ),
  startedUnasked: moments,
  isBusy: fc.boolean(),
})

const holds = (property: (policy: RepairPolicy, facts: RepairFacts) => void): void =>
  fc.assert(fc.property(policies, facts, property), { numRuns: 2_000 })

test('a fix is started unasked only where a line says so, on a known kind, with nobody at work and the hour not used up', () =>
  holds((policy, given) => {
    if (decideRepair(policy, given, NOW).do !== 'fix') return
    const { kind, ring, attempts, startedUnasked, isBusy } = given
    expect(kind).not.toBe('unknown')
    expect(isBusy).toBe(false)
    expect(attempts.length).toBeLessThan(2)
    expect(attempts.every(({ endedAt }) => endedAt !== undefined)).toBe(true)
    const line = policy.rules.find((one) => one.kinds.some((of) => of === kind) && (one.rings?.includes(ring) ?? true))
    expect(line?.do).toBe('fix')
    const within = startedUnasked.filter((at) => NOW.getTime() - Date.parse(at) < HOUR_MS)
    expect(within.length).toBeLessThan(policy.fixesPerHour)
  }))

test('what nobody knows, and what two fixes did not hold for, is for people', () =>
  holds((policy, given) => {
    const decision = decideRepair(policy, given, NOW)
    const ended = given.attempts.filter(({ endedAt }) => endedAt !== undefined)
    if (given.kind === 'unknown') expect(decision).toEqual({ do: 'escalate', why: 'unknown-kind' })
    else if (ended.length >= 2 && ended.length === given.attempts.length)
      expect(decision).toEqual({ do: 'escalate', why: 'did-not-hold' })
  }))

test('whoever is told to wait is told until when, and need not wait again for the same reason', () =>
  holds((policy, given) => {
    const decision = decideRepair(policy, given, NOW)
    if (decision.do !== 'wait' || decision.why === 'busy') return
    const then = new Date(decision.until)
    expect(then.getTime()).toBeGreaterThan(NOW.getTime())
    const after = decideRepair({ ...policy, fixesPerHour: Math.max(1, policy.fixesPerHour) }, given, then)
    expect(after).not.toMatchObject({ why: decision.why })
  }))

test('no hour ever has more fixes than its budget, whenever somebody looks', () => {
  const looks = fc.array(fc.integer({ min: 1_000, max: 20 * 60_000 }), { minLength: 20, maxLength: 60 })
  fc.assert(
    fc.property(looks, fc.integer({ min: 1, max: 4 }), (pauses, fixesPerHour) => {
      const policy: RepairPolicy = { rules: [{ kinds: ['stopped'], do: 'fix' }], fixesPerHour }
      const startedUnasked: string[] = []
      let now = NOW.getTime()
      for (const pause of pauses) {
        now += pause
        const given = { kind: 'stopped', ring: 'ring-0', attempts: [], startedUnasked, isBusy: false } as const
        if (decideRepair(policy, given, new Date(now)).do === 'fix') startedUnasked.push(new Date(now).toISOString())
      }
      for (const start of startedUnasked) {
        const from = Date.parse(start)
        const within = startedUnasked.filter((at) => Date.parse(at) >= from && Date.parse(at) < from + HOUR_MS)
        expect(within.length).toBeLessThanOrEqual(fixesPerHour)
      }
      expect(startedUnasked.length).toBeGreaterThan(0)
    }),
  )
})

test('the streams of this hour and of the one before hold every start of the last sixty minutes', () => {
  fc.assert(
    fc.property(
      fc.date({ min: new Date(0), max: NOW, noInvalidDate: true }),
      fc.integer({ min: 0, max: HOUR_MS }),
      (now, before) => {
        const [current] = budgetStreams(new Date(now.getTime() - before))
        expect(budgetStreams(now)).toContain(current)
      },
    ),
  )
})

test('after a fix that did not hold the next one waits ten minutes', () => {
  const policy: RepairPolicy = { rules: [{ kinds: ['version'], rings: ['ring-0'], do: 'fix' }], fixesPerHour: 10 }
  const once = (endedAt: string, ring = 'ring-0') =>
    decideRepair(policy, { kind: 'version', ring, attempts: [{ endedAt }], startedUnasked: [], isBusy: false }, NOW)
  expect(once(ago(9 * 60_000))).toEqual({ do: 'wait', until: '2026-03-02T12:01:00.000Z', why: 'backoff' })
  expect(once(ago(10 * 60_000))).toEqual({ do: 'fix', action: 'update' })
  expect(once(ago(10 * 60_000), 'ring-1')).toEqual({ do: 'propose', action: 'update' })
})
