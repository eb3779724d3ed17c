import { expect, test } from 'vitest'
import { changeWords } from '../../src/conversation/change-words.ts'

test.each([
  ['approve CHG-12', { change: 'CHG-12', verdict: 'approve' }],
  ['Please approve chg-012.', { change: 'CHG-12', verdict: 'approve' }],
  ['<@U1> approve CHG-12', { change: 'CHG-12', verdict: 'approve' }],
  ['approve CHG-12 if Ben watches', { change: 'CHG-12', verdict: 'approve', conditions: 'Ben watches' }],
  ['approve CHG-12, but only if Ben watches', { change: 'CHG-12', verdict: 'approve', conditions: 'Ben watches' }],
  [
    'approve CHG-12 on the condition that Ben watches',
    { change: 'CHG-12', verdict: 'approve', conditions: 'Ben watches' },
  ],
  ['genehmige CHG-12, wenn Ben zusieht', { change: 'CHG-12', verdict: 'approve', conditions: 'Ben zusieht' }],
  ['aprueba CHG-12 si Ben mira', { change: 'CHG-12', verdict: 'approve', conditions: 'Ben mira' }],
  ['reject CHG-12 because tests are red', { change: 'CHG-12', verdict: 'reject', reason: 'tests are red' }],
  ['reject CHG-12: tests are red', { change: 'CHG-12', verdict: 'reject', reason: 'tests are red' }],
  ['lehne CHG-12 ab, weil Tests rot sind', { change: 'CHG-12', verdict: 'reject', reason: 'Tests rot sind' }],
  ['rechaza CHG-12 porque fallan', { change: 'CHG-12', verdict: 'reject', reason: 'fallan' }],
  ['withdraw my change request CHG-12', { change: 'CHG-12', verdict: 'withdraw' }],
  ['ziehe CHG-12 zurück', { change: 'CHG-12', verdict: 'withdraw' }],
  ['break glass on CHG-12 because it burns', { change: 'CHG-12', verdict: 'break-glass', reason: 'it burns' }],
  ['brich das Glas für CHG-12, weil es brennt', { change: 'CHG-12', verdict: 'break-glass', reason: 'es brennt' }],
])('“%s” decides', (text, slots) => {
  expect(changeWords(text)?.slots).toEqual(slots)
})

test.each([
  'approve',
  'approve it',
  'approve CHG-12?',
  'should I approve CHG-12',
  'do not approve CHG-12',
  "don't approve CHG-12",
  'approve CHG-12 never',
  'approve CHG-12 and CHG-13',
  'approve CHG-12 once the tests are green',
  'Ben said: approve CHG-12',
  'approve CHG-12 not',
  'genehmige CHG-12 nicht',
  'lehne CHG-12 nicht ab',
  'no apruebo CHG-12',
  'break glass on CHG-12',
  'reject nothing',
  'deploy payments to production',
])('“%s” decides nothing', (text) => {
  expect(changeWords(text)?.slots.verdict).toBeUndefined()
})
