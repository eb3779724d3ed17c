import { expect, test } from 'vitest'
import { testCountsIn } from '../../src/domain/test-counts.ts'

test.each([
  ['Vitest', ' Test Files  1 failed | 3 passed (4)\n      Tests  2 failed | 10 passed (12)\n   Duration  1.2s', 10, 2],
  ['Jest', 'Test Suites: 1 failed, 2 total\nTests:       1 failed, 5 passed, 6 total', 5, 1],
  ['node --test', '# tests 12\n# suites 0\n# pass 10\n# fail 2\n# cancelled 0', 10, 2],
  ['node --test for a terminal', 'ℹ tests 3\nℹ pass 3\nℹ fail 0', 3, 0],
  ['Mocha', '\n  10 passing (35ms)\n  1 pending\n  2 failing\n', 10, 2],
  ['Mocha without a failure', '  1 passing (3ms)', 1, 0],
  ['pytest', '==== 2 failed, 10 passed, 1 warning in 0.12s ====', 10, 2],
  ['Maven', '[ERROR] Tests run: 12, Failures: 2, Errors: 1, Skipped: 3', 6, 3],
  ['JUnit XML', '<testsuites tests="12" failures="2" errors="1" time="0.4">', 9, 3],
  ['TAP', 'TAP version 13\n1..4\nok 1 - a\nnot ok 2 - b\nok 3 - c # SKIP later\n  not ok 1 - inner\nok 4', 2, 1],
  ['colours', '\u001b[2m      Tests \u001b[22m \u001b[1m\u001b[32m7 passed\u001b[39m\u001b[22m (7)', 7, 0],
  ['the last of several packages', 'Tests  1 passed (1)\nTests  9 passed (9)', 9, 0],
])('%s says how many tests there were', (_, output, passed, failed) => {
  expect(testCountsIn(output)).toEqual({ passed, failed })
})

test.each([
  ['nothing', ''],
  ['words that are no summary', 'all 12 checks passed\nok then'],
  ['`ok` lines without a plan', 'ok 1\nok 2'],
  ['a suite in XML without its number', '<testsuite name="a">'],
])('%s counts nothing', (_, output) => {
  expect(testCountsIn(output)).toBeUndefined()
})

// Searched from each of their places for a count, some of these take seconds, and some half a minute.
test.each([
  ['digits', `Tests: ${'1'.repeat(64_000)}`],
  ['counts', `= ${'1 passed '.repeat(7_000)}`],
  ['codes of a terminal', '\u001b['.repeat(32_000)],
  ['digits behind such a code', `\u001b[${'1'.repeat(64_000)}`],
  ['names in XML', `<testsuites tests="${' tests="1'.repeat(7_000)}`],
  ['blanks', `${' '.repeat(64_000)}x`],
])('a line with 64 kB of %s is passed over', { timeout: 1_000 }, (_, line) => {
  expect(testCountsIn(`${line}\nTests  1 passed (1)\n${line}`)).toEqual({ passed: 1, failed: 0 })
  expect(testCountsIn(line)).toBeUndefined()
})
