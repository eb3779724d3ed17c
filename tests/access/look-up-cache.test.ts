import { setImmediate as nextTurn } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { createLookUpCache, type LookUpTimes } from '../../src/access/look-up-cache.ts'
import { createPeopleAskedAbout } from '../../src/access/people-asked-about.ts'
import { RateLimitedError, type ToldUnasked } from '../../src/ports/chat-platform.ts'
import { ringingClock } from '../support/ringing-clock.ts'

const MINUTE_MS = 60_000
const TIMES: LookUpTimes = { freshForMs: MINUTE_MS, usableForMs: 10 * MINUTE_MS, timeoutMs: 5_000, waitForMs: 120_000 }
const PEOPLE = Array.from({ length: 50 }, (_, number) => `discord:${number}`)

const patienceOf = (stopping: AbortSignal) => ({
  waitForMs: 600_000,
  stopping,
  people: createPeopleAskedAbout(() => {}),
})

/** A platform that answers so many questions a second, and asks to wait for the next one. */
function limited(atOnce: number) {
  const clock = ringingClock()
  const asked: string[] = []
  let told: ToldUnasked<string> | undefined
  let left = atOnce
  const ask = async (user: string): Promise<string> => {
    if (left === 0) throw new RateLimitedError('discord', 1_000)
    left -= 1
    asked.push(user)
    return 'member'
  }
  return {
    clock,
    asked,
    ask,
    lookUp: createLookUpCache<string>(ask, clock, TIMES, () => told),
    tells(value: string, agoMs: number) {
      told = { value, asOf: new Date(clock.now().getTime() - agoMs) }
    },
    /** Lets everything happen that happens at this moment, then seconds pass. */
    async pass(seconds: number) {
      for (let second = 0; second <= seconds; second++) {
        for (let turn = 0; turn < 20; turn++) await nextTurn()
        if (second === seconds) return
        left = atOnce
        clock.pass(1_000)
      }
    },
  }
}

test('of 50 questions that the platform answers five a second, each is answered, in their order, and none twice', async () => {
  const { lookUp, asked, pass } = limited(5)
  const all = Promise.all(PEOPLE.map((user) => lookUp(user)))
  await pass(4)
  expect(asked).toEqual(PEOPLE.slice(0, 25))
  await pass(5)
  expect(new Set((await all).map(({ kind }) => kind))).toEqual(new Set(['known']))
  expect(asked).toEqual(PEOPLE)
})

test('an answer that had to wait for its turn is as old as its question, and not as the wait', async () => {
  const { lookUp, pass, clock } = limited(1)
  await lookUp('discord:1')
  const second = lookUp('discord:2')
  await pass(1)
  expect(await second).toEqual({ kind: 'known', value: 'member', asOf: clock.now() })
})

test('who would have to wait too long is told so, and the next question is not worse off for it', async () => {
  const { lookUp, pass, asked } = limited(0)
  const waiting = lookUp('discord:1')
  await pass(121)
  expect(await waiting).toMatchObject({ kind: 'unknown' })
  expect(asked).toEqual([])
  const { lookUp: other, pass: then } = limited(1)
  const all = PEOPLE.slice(0, 5).map((user) => other(user))
  await then(4)
  expect((await Promise.all(all)).map(({ kind }) => kind)).toEqual(Array(5).fill('known'))
})

test('who was known minutes ago does not stand in a long line: what was said last counts meanwhile', async () => {
  const { lookUp, pass, clock, asked } = limited(1)
  const first = await lookUp('discord:1')
  clock.pass(2 * MINUTE_MS)
  const others = PEOPLE.slice(10, 30).map((user) => lookUp(user))
  const again = lookUp('discord:1')
  await pass(6)
  expect(await again).toEqual(first)
  await pass(20)
  await Promise.all(others)
  expect(asked.filter((user) => user === 'discord:1')).toHaveLength(1)
})

test('what the platform says unasked is asked for only when it is no longer fresh', async () => {
  const { lookUp, tells, asked, clock } = limited(5)
  tells('guest', 59_000)
  expect(await lookUp('discord:1')).toMatchObject({ value: 'guest' })
  expect(asked).toEqual([])
  clock.pass(2_000)
  expect(await lookUp('discord:1')).toMatchObject({ value: 'member', asOf: clock.now() })
})

test('of an answer and what was said unasked, the younger counts', async () => {
  const { lookUp, tells } = limited(5)
  await lookUp('discord:1')
  tells('stranger', 1_000)
  expect(await lookUp('discord:1')).toMatchObject({ value: 'member' })
  const { lookUp: other, tells: then, clock } = limited(5)
  await other('discord:1')
  clock.pass(2_000)
  then('stranger', 1_000)
  expect(await other('discord:1')).toMatchObject({ value: 'stranger' })
})

test('what is said to have happened far ahead is not believed', async () => {
  const { lookUp, tells } = limited(5)
  tells('guest', -MINUTE_MS - 1)
  expect(await lookUp('discord:1')).toMatchObject({ value: 'member' })
})

test('what can wait longer does, though the same question is asked in haste', async () => {
  const { lookUp, pass } = limited(0)
  const patience = patienceOf(new AbortController().signal)
  const hasty = lookUp('discord:1')
  const patient = lookUp('discord:1', patience)
  await pass(300)
  expect(await hasty).toMatchObject({ kind: 'unknown' })
  const { lookUp: other, pass: then } = limited(1)
  const all = Promise.all(PEOPLE.map((user) => other(user, patience)))
  await then(50)
  expect((await all).every(({ kind }) => kind === 'known')).toBe(true)
  await pass(301)
  expect(await patient).toMatchObject({ kind: 'unknown' })
})

test('at the stop nobody waits any longer, and nothing is said to have been found out', async () => {
  const { lookUp, pass } = limited(0)
  const stopping = new AbortController()
  const waiting = lookUp('discord:1', patienceOf(stopping.signal))
  const refused = expect(waiting).rejects.toThrow('the bot stops')
  await pass(1)
  stopping.abort(new Error('the bot stops'))
  await refused
})
