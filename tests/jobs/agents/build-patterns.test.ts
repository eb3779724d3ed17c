import fc from 'fast-check'
import { expect, test } from 'vitest'
import { allCauses } from '../../../jobs/agents/failure/build/causes/all.ts'
import { numberedFailure } from '../../../jobs/agents/failure/build/causes/tests.ts'
import { isNoise, likelyLines } from '../../../jobs/agents/failure/build/likely-lines.ts'
import { logLines } from '../../../jobs/agents/failure/build/log-lines.ts'
import { diagnose } from '../../../jobs/agents/failure/build/rules.ts'

const causeOf = (log: string) => diagnose({ service: 'billing', release: 'v1', log })

test('every line that a pattern can match is looked at', () => {
  for (const pattern of [...allCauses, numberedFailure]) {
    // Texts cannot be generated with word boundaries in mind; those that lack one are left out below.
    const matching = fc.stringMatching(new RegExp(pattern.line.source.replaceAll('\\b', '')))
    fc.assert(
      fc.property(matching, (text) => {
        fc.pre(pattern.line.test(text) && !isNoise(text))
        expect(likelyLines([{ number: 1, text }]), `${pattern.line}`).toHaveLength(1)
      }),
      { seed: 1, numRuns: 60 },
    )
  }
})

const MEGABYTE = 1024 * 1024
const filled = (piece: string): string => piece.repeat(Math.ceil(MEGABYTE / piece.length))

test.each([
  'error\n',
  ' FAIL  x > y\n',
  '\n',
  'a',
  ' ',
  '\u001b[',
  '\u001b]0;',
  '\r',
  "Cannot find module '",
  'lookup a lookup: \n',
  'expected to but ',
  '_',
  `${'x: '.repeat(160)}not found\n`,
  '--- FAIL: TestA\n    connect ECONNREFUSED 1.2.3.4\n',
])('a megabyte of %j comes to an end', (piece) => {
  expect(causeOf(filled(piece)).lines.length).toBeGreaterThan(0)
})

test('at most two thousand lines are held against the patterns, and those at both ends are among them', () => {
  const lines = logLines('error\n'.repeat(50_000))
  const likely = likelyLines(lines)
  expect(likely).toHaveLength(2_000)
  expect(likely.at(0)?.number).toBe(1)
  expect(likely.at(-1)?.number).toBe(50_000)
})

test('lines keep their numbers when only the end of a log is read', () => {
  const log = `${'copied a file\n'.repeat(200_000)}sh: 1: turbo: not found\n`
  expect(causeOf(log)).toMatchObject({ kind: 'command', lines: [{ number: 200_001, text: 'sh: 1: turbo: not found' }] })
})

test('colours, control characters and what a progress bar overwrote are not shown', () => {
  const log = 'fetching 10%\rfetching 90%\r\u001b[31msh: 1: \u202eturbo\u0007: not found\u001b[0m\r\n'
  expect(causeOf(log).lines).toEqual([{ number: 1, text: 'sh: 1: turbo: not found' }])
})

test('an empty log is not known, and says so', () => {
  expect(causeOf('')).toMatchObject({ kind: 'unknown', lines: [{ number: 1, text: '' }] })
})

test('the name of a failed test is in the sentence', () => {
  const log = '✖ keeps the last line (1.93ms)\n  AssertionError [ERR_ASSERTION]: no'
  expect(causeOf(log).cause).toBe('A test failed: “keeps the last line”.')
})
