import { expect, test } from 'vitest'
import { createGroupCache } from '../../src/access/group-cache.ts'
import type { GroupDirectory } from '../../src/ports/chat-platform.ts'
import type { Clock } from '../../src/ports/clock.ts'

const TIMES = { freshForMs: 60_000, usableForMs: 600_000, timeoutMs: 20 }

function clockByHand(): Clock & { advance(ms: number): void } {
  let now = Date.parse('2026-03-01T10:00:00Z')
  return {
    now: () => new Date(now),
    at: () => () => {},
    advance: (ms) => {
      now += ms
    },
  }
}

/** A directory whose answer can be changed, taken away, or held back. */
function directory() {
  const state: { answer: () => Promise<readonly string[]>; asked: number } = {
    answer: async () => ['slack:SDEV'],
    asked: 0,
  }
  const port: GroupDirectory = {
    groupsOf: () => {
      state.asked += 1
      return state.answer()
    },
  }
  return Object.assign(state, { port })
}

const down = async (): Promise<never> => {
  throw new Error('slack answers 500')
}

test('an answer is remembered with its age, and asked for again when it is no longer fresh', async () => {
  const slack = directory()
  const clock = clockByHand()
  const cache = createGroupCache(slack.port, clock, TIMES)
  const first = await cache.groupsOf('slack:U1')
  clock.advance(59_000)
  expect(await cache.groupsOf('slack:U1')).toEqual(first)
  expect(slack.asked).toBe(1)
  slack.answer = async () => []
  clock.advance(2_000)
  expect(await cache.groupsOf('slack:U1')).toEqual({ kind: 'known', groups: [], asOf: clock.now() })
})

test('an answer is asked for again when the clock has been set back', async () => {
  const slack = directory()
  const clock = clockByHand()
  const cache = createGroupCache(slack.port, clock, TIMES)
  await cache.groupsOf('slack:U1')
  slack.answer = async () => []
  clock.advance(-3_600_000)
  expect(await cache.groupsOf('slack:U1')).toMatchObject({ groups: [] })
})

test('when the directory fails, the last answer counts for a while and then no longer', async () => {
  const slack = directory()
  const clock = clockByHand()
  const cache = createGroupCache(slack.port, clock, TIMES)
  const asOf = clock.now()
  await cache.groupsOf('slack:U1')
  slack.answer = down
  clock.advance(600_000)
  expect(await cache.groupsOf('slack:U1')).toEqual({ kind: 'known', groups: ['slack:SDEV'], asOf })
  clock.advance(1)
  expect(await cache.groupsOf('slack:U1')).toMatchObject({
    kind: 'unknown',
    why: expect.stringContaining('slack answers 500'),
  })
})

test('a person never looked up is in no known group while the directory fails', async () => {
  const slack = directory()
  slack.answer = down
  expect(await createGroupCache(slack.port, clockByHand(), TIMES).groupsOf('slack:U1')).toMatchObject({
    kind: 'unknown',
  })
})

test('a directory that never answers is given up on', async () => {
  const slack = directory()
  slack.answer = () => new Promise(() => {})
  expect(await createGroupCache(slack.port, clockByHand(), TIMES).groupsOf('slack:U1')).toMatchObject({
    kind: 'unknown',
  })
})

test('a directory that keeps failing is left alone for a while', async () => {
  const slack = directory()
  slack.answer = down
  const cache = createGroupCache(slack.port, clockByHand(), TIMES)
  for (const user of ['slack:U1', 'slack:U2', 'slack:U3', 'slack:U4', 'slack:U5']) {
    expect(await cache.groupsOf(user)).toMatchObject({ kind: 'unknown' })
  }
  expect(slack.asked).toBe(3)
})

test('questions about one person at the same time are one question', async () => {
  const slack = directory()
  const cache = createGroupCache(slack.port, clockByHand(), TIMES)
  const [a, b] = await Promise.all([cache.groupsOf('slack:U1'), cache.groupsOf('slack:U1')])
  expect(a).toEqual(b)
  expect(slack.asked).toBe(1)
})
