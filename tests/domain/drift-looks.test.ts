import { expect, test } from 'vitest'
import type { Sighting } from '../../src/domain/drift.ts'
import { changeAfter, differenceAt, lookedAgain } from '../../src/domain/drift-looks.ts'
import type { Health } from '../../src/ports/delivery.ts'

const url = 'http://payments.example'
const expected = { sha: 'a'.repeat(40), version: 'v1.0.0' }
const other = { sha: 'b'.repeat(40), version: 'v1.1.0' }
const SAME = { made: 'usual', wanted: 'usual' }
const well = (release = expected): Health => ({ state: 'healthy', release, url, since: '2026-03-02T09:00:00Z' })
const ill = (release = expected): Health => ({ state: 'unhealthy', release, url, sentence: '/health answers 503.' })

test.each<[string, Health, typeof SAME, string | undefined]>([
  ['as it should be', well(), SAME, undefined],
  ['gone', { state: 'nothing-deployed', url }, SAME, 'stopped'],
  ['another version, however well it is', well(other), SAME, 'version'],
  ['another version that is ill: that it is another comes first', ill(other), SAME, 'version'],
  ['ill', ill(), SAME, 'unhealthy'],
  ['made in another way', well(), { made: 'usual', wanted: 'another' }, 'config'],
  [
    'ill and made in another way: that users are hurt comes first',
    ill(),
    { made: 'usual', wanted: 'another' },
    'unhealthy',
  ],
])('what serves is held against what should: %s', (_, health, recipe, kind) => {
  expect(differenceAt(expected, health, recipe)?.kind).toBe(kind)
})

const stopped: Sighting = { kind: 'stopped', sentence: 'Nothing serves there.' }
const unhealthy: Sighting = { kind: 'unhealthy', sentence: '/health answers 503.' }

test('a look counts from the moment since which it has been the same, of the same release', () => {
  const first = lookedAgain(undefined, { task: 'TASK-1', sighting: stopped }, 1_000)
  expect(first.sinceMs).toBe(1_000)
  expect(lookedAgain(first, { task: 'TASK-1', sighting: { ...stopped, sentence: 'Still.' } }, 2_000)).toEqual({
    task: 'TASK-1',
    sighting: { ...stopped, sentence: 'Still.' },
    sinceMs: 1_000,
  })
  expect(lookedAgain(first, { task: 'TASK-1', sighting: unhealthy }, 2_000).sinceMs).toBe(2_000)
  expect(lookedAgain(first, { task: 'TASK-1', sighting: undefined }, 2_000).sinceMs).toBe(2_000)
  expect(lookedAgain(first, { task: 'TASK-2', sighting: stopped }, 2_000).sinceMs).toBe(2_000)
})

test.each([
  ['nothing was and nothing is', undefined, undefined, 'none'],
  ['something begins', undefined, stopped, 'begins'],
  ['it is known', { task: 'TASK-1', kind: 'stopped' }, stopped, 'none'],
  ['it is over', { task: 'TASK-1', kind: 'stopped' }, undefined, 'ends'],
  ['it is another', { task: 'TASK-1', kind: 'stopped' }, unhealthy, 'turns-into'],
  ['it is the same of a release that came after', { task: 'TASK-0', kind: 'stopped' }, stopped, 'turns-into'],
] as const)('what becomes of a drift, not before it has lasted for a minute: %s', (_, open, sighting, kind) => {
  const seen = { task: 'TASK-1', sighting, sinceMs: 0 } as const
  expect(changeAfter(open, seen, 59_999).kind).toBe('none')
  expect(changeAfter(open, seen, 60_000).kind).toBe(kind)
})
