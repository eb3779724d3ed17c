import fc from 'fast-check'
import { expect, test } from 'vitest'
import { burnRate, errorBudget, roundedShare } from '../../src/domain/error-budget.ts'
import type { Objective } from '../../src/domain/objective.ts'

const objective = (availability: number): Objective => ({ availability, days: 28 })

const anyObjective = fc.integer({ min: 50_000, max: 99_999 }).map((thousandths) => objective(thousandths / 1_000))
const counts = fc
  .record({ requests: fc.nat({ max: 10_000_000 }), failing: fc.double({ min: 0, max: 1, noNaN: true }) })
  .map(({ requests, failing }) => ({ requests, errors: Math.round(requests * failing ** 4) }))

test('what is left is what may fail and has not', () => {
  expect(errorBudget(objective(99.5), { requests: 12_000, errors: 0 })).toEqual({ kind: 'told', allowed: 60, left: 1 })
  expect(errorBudget(objective(99.5), { requests: 12_000, errors: 15 })).toMatchObject({ allowed: 60, left: 0.75 })
  expect(errorBudget(objective(99.5), { requests: 12_000, errors: 60 })).toMatchObject({ left: 0 })
  expect(errorBudget(objective(99.5), { requests: 12_000, errors: 12_000 })).toMatchObject({ left: 0 })
})

test('a budget is spent by the last error that may be, whatever floating point makes of the product', () => {
  expect(errorBudget(objective(93), { requests: 200, errors: 14 })).toMatchObject({ allowed: 14, left: 0 })
})

test('among too few requests nothing is told, from 10 allowed errors on it is, and 10 real ones always tell', () => {
  expect(errorBudget(objective(99.9), { requests: 0, errors: 0 })).toEqual({ kind: 'too-few-requests', enough: 10_000 })
  expect(errorBudget(objective(99.9), { requests: 9_999, errors: 9 }).kind).toBe('too-few-requests')
  expect(errorBudget(objective(99.9), { requests: 10_000, errors: 0 })).toMatchObject({ kind: 'told', left: 1 })
  expect(errorBudget(objective(99.9), { requests: 12, errors: 10 })).toMatchObject({ kind: 'told', left: 0 })
})

test('a share from 0 to 1, less with every error, spent exactly when as many fail as may, and never by fewer than ten', () => {
  fc.assert(
    fc.property(anyObjective, counts, (promised, counted) => {
      const budget = errorBudget(promised, counted)
      if (budget.kind === 'too-few-requests') {
        expect(counted.errors).toBeLessThan(10)
        expect(counted.requests).toBeLessThan(budget.enough)
        return
      }
      expect(budget.left).toBeGreaterThanOrEqual(0)
      expect(budget.left).toBeLessThanOrEqual(1)
      expect(budget.left === 0).toBe(counted.errors >= budget.allowed)
      if (budget.left === 0) expect(counted.errors).toBeGreaterThanOrEqual(10)
      const one = errorBudget(promised, { ...counted, errors: counted.errors + 1 })
      expect(one.kind === 'told' && one.left <= budget.left).toBe(true)
    }),
  )
})

test('burning at 1 uses it up in just its days', () => {
  expect(burnRate(objective(99.5), { requests: 0, errors: 0 })).toBeUndefined()
  expect(burnRate(objective(99.5), { requests: 1_000, errors: 0 })).toBe(0)
  expect(burnRate(objective(99.9), { requests: 1_000, errors: 1 })).toBe(1)
  expect(burnRate(objective(99.5), { requests: 1_000, errors: 15 })).toBeCloseTo(3, 9)
  fc.assert(
    fc.property(anyObjective, counts, (promised, counted) => {
      const budget = errorBudget(promised, counted)
      // Both say the same of the same requests, but that nothing is less than nothing.
      if (budget.kind === 'told') expect(1 - (burnRate(promised, counted) ?? 0)).toBeLessThanOrEqual(budget.left + 1e-9)
    }),
  )
})

test('rounded downwards to whole percents, but what is not spent is never said to be', () => {
  expect([1, 0.999, 0.29, 0.2499, 0.011, 0.004, 0].map(roundedShare)).toEqual([1, 0.99, 0.29, 0.24, 0.01, 0.01, 0])
  fc.assert(
    fc.property(fc.double({ min: 0, max: 1, noNaN: true }), (left) => {
      const rounded = roundedShare(left)
      expect(rounded === 0).toBe(left === 0)
      expect(rounded).toBeLessThanOrEqual(Math.max(left, left > 0 ? 0.01 : 0) + 1e-9)
      expect(roundedShare(rounded)).toBe(rounded)
    }),
  )
})
