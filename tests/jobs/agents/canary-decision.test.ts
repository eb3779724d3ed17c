import { expect, test } from 'vitest'
import { type CanaryState, decideCanary, heldOtherwise } from '../../../jobs/agents/release-monitor/canary-decision.ts'

const MINUTE = 60_000
const state = (changes: Partial<CanaryState>): CanaryState => ({
  verdict: 'healthy',
  against: false,
  reasons: ['Errors are no more frequent.'],
  elapsedMs: MINUTE,
  totalMs: 10 * MINUTE,
  complains: false,
  ...changes,
})

test.each([
  ['what is surely worse goes back at once', { verdict: 'roll-back' }, 'abort'],
  ['also in its first minute, and when its health check fails', { verdict: 'roll-back', complains: true }, 'abort'],
  ['what does well waits for half of its time', { elapsedMs: 5 * MINUTE - 1 }, 'wait'],
  ['and goes on then', { elapsedMs: 5 * MINUTE }, 'promote'],
  ['but not while its health check fails', { elapsedMs: 5 * MINUTE, complains: true }, 'wait'],
  ['what cannot be told has all of its time', { verdict: 'watch', elapsedMs: 10 * MINUTE - 1 }, 'wait'],
  ['a doubt at its end puts it back', { verdict: 'watch', against: true, elapsedMs: 10 * MINUTE }, 'abort'],
  ['with nothing against it, it goes on', { verdict: 'watch', elapsedMs: 10 * MINUTE }, 'promote'],
  ['whoever was away for hours has its word at once', { verdict: 'healthy', elapsedMs: 600 * MINUTE }, 'promote'],
] as const)('%s', (_, changes, kind) => {
  expect(decideCanary(state(changes)).word.kind).toBe(kind)
})

test('what goes on without having been told says so, and only that', () => {
  expect(decideCanary(state({ verdict: 'watch', elapsedMs: 10 * MINUTE })).inconclusive).toBe(true)
  expect(decideCanary(state({ elapsedMs: 10 * MINUTE })).inconclusive).toBeUndefined()
})

test('where only a canary has let it go, one that could not tell puts it back with both reasons', () => {
  const look = {
    ...decideCanary(state({ verdict: 'watch', elapsedMs: 10 * MINUTE })),
    reasons: ['3 requests.'],
    minutes: 10,
  }
  expect(heldOtherwise(look, [])).toBe(look)
  expect(heldOtherwise(look, ['It is a large change.'])).toMatchObject({
    word: {
      kind: 'abort',
      reasons: [expect.stringContaining('this deployment would be on hold: It is a large change.'), '3 requests.'],
      nextStep: expect.stringContaining('blue-green'),
    },
  })
})
