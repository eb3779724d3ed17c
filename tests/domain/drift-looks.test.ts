import { expect, test } from 'vitest'
import type { Drift, ObservedPlace } from '../../src/domain/drift.ts'
import { changeAfter, detectDrift, isToldByWatcher, lookedAgain, recurrenceOf } from '../../src/domain/drift-looks.ts'
import type { Health } from '../../src/domain/release.ts'

const url = 'http://payments.example'
const expected = { sha: 'a'.repeat(40), version: 'v1.0.0' }
const other = { sha: 'b'.repeat(40), version: 'v1.1.0' }
const SAME = { made: 'usual', wanted: 'usual' }
const well = (release = expected) => ({ state: 'healthy', release, url, since: '2026-03-02T09:00:00Z' }) as const
const ill = (release = expected) => ({ state: 'unhealthy', release, url, sentence: '/health answers 503.' }) as const

test.each<[string, Exclude<Health, { state: 'unknown' }>, typeof SAME, string | undefined]>([
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
  expect(detectDrift(expected, health, recipe)?.kind).toBe(kind)
})

test('what was changed by hand is drift by itself, and part of what else is told', () => {
  const byHand = ['kubectl-edit changed env LOG_LEVEL at 14:02 UTC.']
  const told = (health: Exclude<Health, { state: 'unknown' }>) =>
    detectDrift(expected, { ...health, byHand }, SAME) ?? { kind: 'none', sentence: '' }
  expect(told(well())).toEqual({
    kind: 'config',
    actual: 'v1.0.0',
    sentence: `v1.0.0 runs, but no longer as it was deployed. ${byHand[0]}`,
    byHand,
  })
  expect(told(well(other)).sentence).toBe(`v1.1.0 is live; expected v1.0.0. ${byHand[0]}`)
  expect(told(ill())).toMatchObject({ kind: 'unhealthy', sentence: `/health answers 503. ${byHand[0]}` })
  expect(told({ state: 'nothing-deployed', url })).toMatchObject({ kind: 'stopped', byHand })
})

test('another change by hand is another drift, however alike it is otherwise', () => {
  const edited = (by: string): ObservedPlace => ({ kind: 'config', actual: 'v1.0.0', sentence: by, byHand: [by] })
  const looked = { task: 'TASK-1' as const, observed: edited('Ana changed it.'), sinceMs: 1_000_000 }
  const open = { task: 'TASK-1' as const, kind: 'config' as const, actual: 'v1.0.0', foundAt: at(0) }
  expect(changeAfter({ ...open, byHand: ['Ana changed it.'] }, looked, 1_100_000)).toEqual({ kind: 'none' })
  expect(changeAfter({ ...open, byHand: ['Ben changed it.'] }, looked, 1_100_000)).toMatchObject({ kind: 'turns-into' })
})

const at = (ms: number): string => new Date(ms).toISOString()
const ended = { how: 'fixed', at: at(-500_000) } as const
const stopped: ObservedPlace = { kind: 'stopped', sentence: 'Nothing serves there.' }
const wrong = (actual: string): ObservedPlace => ({ kind: 'version', actual, sentence: `${actual} serves there.` })
const unhealthy: ObservedPlace = { kind: 'unhealthy', sentence: '/health answers 503.' }

test('a look counts from the moment since which it has been the same, of the same release', () => {
  const first = lookedAgain(undefined, { task: 'TASK-1', observed: stopped }, 1_000)
  expect(first.sinceMs).toBe(1_000)
  expect(lookedAgain(first, { task: 'TASK-1', observed: { ...stopped, sentence: 'Still.' } }, 2_000)).toEqual({
    task: 'TASK-1',
    observed: { ...stopped, sentence: 'Still.' },
    sinceMs: 1_000,
  })
  expect(lookedAgain(first, { task: 'TASK-1', observed: unhealthy }, 2_000).sinceMs).toBe(2_000)
  expect(lookedAgain(first, { task: 'TASK-1', observed: undefined }, 2_000).sinceMs).toBe(2_000)
  expect(lookedAgain(first, { task: 'TASK-2', observed: stopped }, 2_000).sinceMs).toBe(2_000)
})

test.each([
  ['nothing was and nothing is', undefined, undefined, 'none'],
  ['something begins', undefined, stopped, 'begins'],
  ['it is known', { task: 'TASK-1', kind: 'stopped' }, stopped, 'none'],
  ['it is over', { task: 'TASK-1', kind: 'stopped' }, undefined, 'ends'],
  ['it is another', { task: 'TASK-1', kind: 'stopped' }, unhealthy, 'turns-into'],
  ['it is another wrong version', { task: 'TASK-1', kind: 'version', actual: 'v0.9.0' }, wrong('v0.8.0'), 'turns-into'],
  ['it is the same wrong version', { task: 'TASK-1', kind: 'version', actual: 'v0.9.0' }, wrong('v0.9.0'), 'none'],
  ['it is the same of a release that came after', { task: 'TASK-0', kind: 'stopped' }, stopped, 'turns-into'],
  ['one that is over begins again', { task: 'TASK-1', kind: 'stopped', ended }, stopped, 'begins'],
] as const)('what becomes of a drift, not before it has lasted for a minute: %s', (_, open, observed, kind) => {
  const seen = { task: 'TASK-1', observed, sinceMs: 0 } as const
  const last = open && { foundAt: at(-600_000), ...open }
  expect(changeAfter(last, seen, 59_999).kind).toBe('none')
  expect(changeAfter(last, seen, 60_000).kind).toBe(kind)
})

test('what somebody else has just noted is left alone for a minute, unless that moment is still to come', () => {
  const found = { task: 'TASK-1', kind: 'stopped', foundAt: at(60_000) } as const
  const seen = { task: 'TASK-1', observed: undefined, sinceMs: 0 } as const
  expect(changeAfter(found, seen, 119_999).kind).toBe('none')
  expect(changeAfter(found, seen, 120_000).kind).toBe('ends')
  expect(changeAfter({ ...found, foundAt: at(9_000_000) }, seen, 60_000).kind).toBe('ends')
})

test('a clock that was put back makes nothing wait until it has caught up', () => {
  const before = { task: 'TASK-1', observed: stopped, sinceMs: 9_000_000 } as const
  expect(lookedAgain(before, { task: 'TASK-1', observed: stopped }, 5_000).sinceMs).toBe(5_000)
})

test('the third time within an hour the same trouble goes on with the drift before', () => {
  const over = (drift: string, foundMs: number, kind: Drift['kind'] = 'stopped'): Drift => ({
    ...{ drift, kind, task: 'TASK-1', service: 'payments', environment: 'staging', sentence: 'Gone.', expected },
    ...{ button: `button-${drift}`, foundAt: at(foundMs), ended },
  })
  const seen = { task: 'TASK-1', observed: stopped, sinceMs: 0 } as const
  expect(recurrenceOf([over('b', 0)], seen, 60_000)).toBeUndefined()
  expect(recurrenceOf([over('b', 1), over('a', 0)], seen, 60_000)?.drift).toBe('b')
  expect(recurrenceOf([over('b', 1), over('a', 0)], seen, 3_600_000)).toBeUndefined()
  expect(recurrenceOf([over('b', 1), over('a', 0)], { ...seen, task: 'TASK-2' }, 60_000)).toBeUndefined()
  expect(recurrenceOf([over('b', 1), over('a', 0, 'unhealthy')], seen, 60_000)).toBeUndefined()
})

test('the watcher of a release has told what is found right after it said so, and nothing later', () => {
  const endedAt = at(0)
  const ill = { verdict: 'roll-back', reasons: ['It is not healthy.'], minutes: 5 } as const
  expect(isToldByWatcher({ endedAt, health: ill }, 7 * 60_000)).toBe(true)
  expect(isToldByWatcher({ endedAt, health: ill }, 8 * 60_000)).toBe(false)
  expect(isToldByWatcher({ endedAt, health: { ...ill, verdict: 'watch' } }, 6 * 60_000)).toBe(false)
  expect(isToldByWatcher({ endedAt }, 6 * 60_000)).toBe(false)
})
