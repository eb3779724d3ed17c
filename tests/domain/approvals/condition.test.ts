import fc from 'fast-check'
import { expect, test } from 'vitest'
import { gateIn } from '../../../src/domain/approvals/condition.ts'

test.each([
  ['the error rate stays under 1 % for 10 minutes', ['error_rate', 'below', 0.01, 10]],
  ['errors below 0.5% over 1 hour', ['error_rate', 'below', 0.005, 60]],
  ['latency p95 stays below 300 ms for 5 minutes', ['latency', 'below', 300, 5]],
  ['response time under 1.5 s for 15 min', ['latency', 'below', 1500, 15]],
  ['traffic stays above 100 for 30 minutes', ['traffic', 'above', 100, 30]],
  ['die Fehlerrate 10 Minuten lang unter 1 % bleibt', ['error_rate', 'below', 0.01, 10]],
  ['die Latenz unter 200 ms bleibt, 5 Minuten lang', ['latency', 'below', 200, 5]],
  ['la tasa de errores se mantiene por debajo del 1 % durante 10 minutos', ['error_rate', 'below', 0.01, 10]],
])('“%s” can be measured', (text, [metric, side, bound, minutes]) => {
  expect(gateIn(text)).toEqual({ metric, side, bound, minutes })
})

test.each([
  'Ben watches the dashboard',
  'the error rate stays low for 10 minutes',
  'the error rate stays under 1 %',
  'the error rate stays under 1 for 10 minutes',
  'the error rate stays under 200 % for 10 minutes',
  'latency under 300 for 5 minutes',
  'the error rate stays under 1 % and above 0.1 % for 10 minutes',
  'the error rate is under 1 % or 2 % for 10 minutes',
  'the error rate stays under 1 % for 3 days',
  'the error rate stays under 1 % for 0 minutes',
  '',
])('“%s” is kept as text', (text) => {
  expect(gateIn(text)).toBeUndefined()
})

test('whatever is written, a gate has a bound and a time that can be measured', () => {
  const words = fc.constantFrom(
    'error rate',
    'latency',
    'under',
    'above',
    '1 %',
    '300 ms',
    '10 minutes',
    '2 h',
    'and',
    '-1',
    '∞',
    '%',
  )
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        fc.array(words).map((all) => all.join(' ')),
      ),
      (text) => {
        const gate = gateIn(text)
        if (!gate) return
        expect(gate.bound).toBeGreaterThanOrEqual(0)
        expect(Number.isInteger(gate.minutes) && gate.minutes >= 1 && gate.minutes <= 1440).toBe(true)
      },
    ),
  )
})
