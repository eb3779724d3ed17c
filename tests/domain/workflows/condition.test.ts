import fc from 'fast-check'
import { expect, test } from 'vitest'
import { asksForFailure, type Condition, holds, parseCondition } from '../../../src/domain/workflows/condition.ts'
import type { Values } from '../../../src/domain/workflows/references.ts'

const values: Values = {
  inputs: { region: 'eu', empty: '', off: 'false' },
  outputs: { build: { version: 'v1.2.0' } },
  results: { build: 'done', audit: 'skipped' },
  run: { task: 'TASK-1', by: 'slack:ana' },
}

function parsed(text: string): Condition {
  const found = parseCondition(text)
  if (found.kind === 'problem') throw new Error(`${text} ${found.problem}`)
  return found.condition
}

test.each([
  ['inputs.region == eu', true],
  ["inputs.region == 'eu'", true],
  ['inputs.region != us', true],
  ['${{ inputs.region == us }}', false],
  ['${{ inputs.region }} == eu', true],
  ['steps.build.outputs.version == v1.2.0 && success()', true],
  ['steps.audit.result == skipped', true],
  ['steps.audit.outputs.anything', false],
  ['inputs.empty || inputs.region == eu', true],
  ['!inputs.off && !(inputs.region == us || failure())', true],
  ['failure()', false],
  ['a == a', true],
])('%s holds: %s', (text, is) => {
  expect(holds(parsed(text), values, false)).toBe(is)
})

test.each([
  ['inputs.region ==', 'ends too early'],
  ['(inputs.region == eu', 'lacks a closing bracket'],
  ['inputs.region = eu', 'cannot be read from: = eu'],
  ['inputs.region == eu us', 'has more behind its end: us'],
  ['always()', 'knows no always(), only success() and failure()'],
  ['secrets.TOKEN == x', 'must not look at a secret'],
  ['inputs.a.b == x', 'points to inputs.a.b, which is no place'],
  ['process.exit(1)', 'has more behind its end: ('],
  ['', 'ends too early'],
  [`${'('.repeat(500)}a${')'.repeat(500)}`, 'is nested more than 20 deep'],
])('%s is refused, since it %s', (text, problem) => {
  const found = parseCondition(text)
  expect(found.kind === 'problem' ? found.problem : 'a condition').toContain(problem.slice(0, 20))
})

/** Conditions as people would write them, with what they mean. */
const operand = fc.constantFrom('inputs.region', 'steps.build.result', "'eu'", 'us', 'done')
const { condition } = fc.letrec<{ condition: string }>((tie) => ({
  condition: fc.oneof(
    { depthSize: 'small' },
    fc.constantFrom('success()', 'failure()'),
    fc.tuple(operand, fc.constantFrom('==', '!='), operand).map((parts) => parts.join(' ')),
    tie('condition').map((inner) => `!(${inner})`),
    fc
      .tuple(tie('condition'), fc.constantFrom('&&', '||'), tie('condition'))
      .map(([a, sign, b]) => `(${a} ${sign} ${b})`),
  ),
}))

test('negation, and and or mean what they say', () => {
  fc.assert(
    fc.property(condition, condition, fc.boolean(), (one, other, failed) => {
      const is = (text: string): boolean => holds(parsed(text), values, failed)
      expect(is(`!(${one})`)).toBe(!is(one))
      expect(is(`(${one}) && (${other})`)).toBe(is(one) && is(other))
      expect(is(`(${one}) || (${other})`)).toBe(is(one) || is(other))
    }),
  )
})

test('what holds only after a failure asks for one', () => {
  fc.assert(
    fc.property(condition, (text) => {
      const of = parsed(text)
      if (!holds(of, values, false) && holds(of, values, true)) expect(asksForFailure(of)).toBe(true)
    }),
  )
})

test('any text is a condition or a problem, and never a fault', () => {
  fc.assert(fc.property(fc.string(), (text) => ['condition', 'problem'].includes(parseCondition(text).kind)))
})
