import { expect, test } from 'vitest'
import { Problem, problemFrom, sentenceOf } from '../../console/api/problem.ts'
import { afterHearing } from '../../console/api/use-answer.ts'
import { routeOf, to } from '../../console/shell/route.ts'
import { meaningOf } from '../../console/shell/shortcuts.ts'
import { ago, between, duration } from '../../console/view/time.ts'

const NOW = new Date('2026-11-30T12:00:00.000Z')
const PAGES = [
  { id: 'chat', letter: 'c' },
  { id: 'overview', letter: 'o' },
]

test('an address leads to the page and the parts that made it, whatever characters they hold', () => {
  const address = to('deployments', 'TASK-3', { tab: 'log', service: 'a&b/c', none: undefined })
  expect(routeOf(address)).toEqual({
    ...{ page: 'deployments', rest: ['TASK-3'] },
    query: { tab: 'log', service: 'a&b/c' },
  })
  expect(routeOf(to('chat', 'ä/%'))).toEqual({ page: 'chat', rest: ['ä/%'], query: {} })
})

test.each([
  ['', { page: '', rest: [], query: {} }],
  ['#', { page: '', rest: [], query: {} }],
  ['#/overview/', { page: 'overview', rest: [], query: {} }],
  ['#/%E0%A4%A/x', { page: '%E0%A4%A', rest: ['x'], query: {} }],
])('an address that nobody made, %j, is read too', (hash, route) => {
  expect(routeOf(hash)).toEqual(route)
})

test('g and a letter lead to a page; a slash writes; other keys mean nothing', () => {
  expect(meaningOf('g', false, PAGES)).toEqual({ kind: 'waits' })
  expect(meaningOf('o', true, PAGES)).toEqual({ kind: 'goes', page: 'overview' })
  expect(meaningOf('x', true, PAGES)).toEqual({ kind: 'nothing' })
  expect(meaningOf('o', false, PAGES)).toEqual({ kind: 'nothing' })
  expect(meaningOf('/', false, PAGES)).toEqual({ kind: 'writes' })
  expect(meaningOf('?', false, PAGES)).toEqual({ kind: 'helps' })
})

test('a problem of the API is told in its own sentence, and a page of a proxy in one of ours', () => {
  const refused = problemFrom(403, { detail: 'You may not deploy.', code: 'not_allowed', title: 'Not allowed' })
  expect(refused).toMatchObject({ message: 'You may not deploy.', code: 'not_allowed', status: 403 })
  expect(sentenceOf(problemFrom(502, '<html>'))).toBe(
    'Shipmate answered with 502 and no reason. Try again in a minute.',
  )
  expect(sentenceOf(new Problem('Wait.', 429, 'too_many'))).toBe('Wait.')
})

test('what was known stays while the bot is away, and the problem goes with the next answer', () => {
  const known = afterHearing<number>({}, { kind: 'answered', value: 7 })
  const away = afterHearing(known, { kind: 'failed', problem: 'No answer.' })
  expect(away).toEqual({ value: 7, problem: 'No answer.' })
  expect(afterHearing(away, { kind: 'answered', value: 8 })).toEqual({ value: 8 })
  expect(afterHearing(away, { kind: 'asked' })).toEqual({})
})

test('durations are told as people say them', () => {
  expect([400, 42_000, 60_000, 185_000, 7_800_000, 200_000_000].map(duration)).toEqual([
    ...['0 s', '42 s', '1 min', '3 min 5 s', '2 h 10 min', '2 days'],
  ])
  expect(between('2026-11-30T11:59:00.000Z', undefined, NOW)).toBe('1 min')
  expect(ago('2026-11-30T11:59:58.000Z', NOW)).toBe('just now')
  expect(ago('2026-11-30T11:56:10.000Z', NOW)).toBe('3 min ago')
})
