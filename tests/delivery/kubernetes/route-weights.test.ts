import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Rules, scaleFor, withoutShare, withShare } from '../../../adapters/deploy/kubernetes/route-weights.ts'

const SHARING = { service: 'payments', candidate: 'payments-candidate', namespace: 'shop' }
const backend = fc.record({
  name: fc.constantFrom('payments', 'other', 'third'),
  kind: fc.constant('Service'),
  port: fc.constantFrom(80, 81),
  weight: fc.integer({ min: 0, max: 10_000 }),
})
const rules: fc.Arbitrary<Rules> = fc.array(
  fc.record({
    matches: fc.constant([{ path: { type: 'PathPrefix', value: '/' } }]),
    backendRefs: fc.uniqueArray(backend, { selector: ({ name, port }) => `${name} ${port}` }),
  }),
)
const percents = fc.integer({ min: 1, max: 99 })

test('the share is exact, of what the Service got; the other Services keep theirs', () => {
  fc.assert(
    fc.property(rules, percents, (before, percent) => {
      for (const [index, { backendRefs = [] }] of withShare(before, SHARING, percent).entries()) {
        const old = before[index]?.backendRefs ?? []
        const sum = (refs: typeof backendRefs, name: string): number =>
          refs.filter((one) => one.name === name).reduce((all, { weight = 1 }) => all + weight, 0)
        const all = sum(backendRefs, 'payments') + sum(backendRefs, SHARING.candidate)
        expect(sum(backendRefs, SHARING.candidate) * 100).toBe(all * percent)
        expect(all * sum(old, 'other')).toBe(sum(backendRefs, 'other') * sum(old, 'payments'))
        // The most that the Gateway API takes.
        expect(Math.max(0, ...backendRefs.map(({ weight = 1 }) => weight))).toBeLessThanOrEqual(1_000_000)
      }
    }),
  )
})

test('without the share, the rules are what they were', () => {
  fc.assert(
    fc.property(rules, percents, (before, percent) => {
      expect(withoutShare(withShare(before, SHARING, percent), SHARING, scaleFor(percent))).toEqual(before)
    }),
  )
})

test('what is no Service of that name in that namespace is left alone', () => {
  const backendRefs = [
    { name: 'payments', kind: 'ServiceImport' },
    { name: 'payments', namespace: 'elsewhere' },
  ]
  expect(withShare([{ backendRefs }, {}], SHARING, 10)).toEqual([{ backendRefs }, {}])
})
