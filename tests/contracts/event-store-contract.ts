import { setImmediate as nextTurn } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { OpenStore } from '../../adapters/store/store.ts'
import type { Stored } from '../../src/domain/event.ts'
import type { Append, Store } from '../../src/ports/event-store.ts'
import { freshName } from '../support/databases.ts'
import { type CounterEvent, closed, counted, counters, opened } from './counters.ts'

/** Opens a store on a schema; two on the same schema are two processes on the same database. */
export type OpenTestStore = (schema: string) => Promise<Pick<OpenStore<CounterEvent>, 'store'>>

const AT = new Date('2026-11-21T10:00:00.123Z')
const DAY_MS = 24 * 60 * 60 * 1000

type Plain = Pick<Append<CounterEvent>, 'inboxKeys' | 'at' | 'causationId'>

function appendTo(
  store: Store<CounterEvent>,
  stream: string,
  expectedVersion: number,
  bodies: readonly CounterEvent[],
  plain: Partial<Plain> = {},
) {
  return store.append({
    streams: [{ stream, expectedVersion, bodies }],
    correlationId: 'correlation',
    actor: 'terminal:you',
    at: AT,
    ...plain,
  })
}

export function eventStoreContract(open: OpenTestStore): void {
  let schema: string
  let store: Store<CounterEvent>
  const others: Store<CounterEvent>[] = []

  beforeEach(async () => {
    schema = freshName()
    store = (await open(schema)).store
  })
  afterEach(async () => {
    for (const one of [store, ...others.splice(0)]) await one.close()
  })
  const openAnother = async (): Promise<Store<CounterEvent>> => {
    const { store: another } = await open(schema)
    others.push(another)
    return another
  }

  describe('appending', () => {
    test('gives back the events as they are read again', async () => {
      const result = await appendTo(store, 'a', 0, [opened('a'), counted('a')], { causationId: 'message-1' })
      expect(result).toMatchObject({
        kind: 'appended',
        events: [
          { stream: 'a', version: 1, body: opened('a'), causationId: 'message-1', at: AT.toISOString() },
          { stream: 'a', version: 2, body: counted('a'), actor: 'terminal:you' },
        ],
      })
      const events = result.kind === 'appended' ? result.events : []
      expect(events.map(({ position }) => position - startOf(events))).toEqual([0, 1])
      expect(await store.readStream('a')).toEqual(events)
      expect(await store.readAll(0, 10)).toEqual(events)
    })

    test('says how far it has come', async () => {
      const before = await store.newestPosition()
      await appendTo(store, 'a', 0, [opened('a'), counted('a')])
      const newest = (await store.readStream('a')).at(-1)?.position ?? 0
      expect(newest).toBeGreaterThan(before)
      expect(await store.newestPosition()).toBe(newest)
    })

    test('keeps every character that a person or a program may write', async () => {
      const note = `NUL \u0000, half an emoji \ud83d, a whole one 😀, "quotes" \\ {braces}, עברית, ${'x'.repeat(40_000)}`
      await appendTo(store, 'a', 0, [opened('a'), counted('a', note)])
      expect((await store.readStream('a'))[1]?.body).toEqual(counted('a', note))
      expect(await store.get(counters, 'a')).toEqual({ counter: 'a', count: 1, notes: [note] })
    })

    test('on a version that is not the last one is a conflict and writes nothing, in no stream', async () => {
      await appendTo(store, 'a', 0, [opened('a')])
      const result = await store.append({
        streams: [
          { stream: 'b', expectedVersion: 0, bodies: [opened('b')] },
          { stream: 'a', expectedVersion: 0, bodies: [opened('a')] },
        ],
        correlationId: 'c',
        actor: 'test',
        at: AT,
        inboxKeys: ['key'],
      })
      expect(result).toEqual({ kind: 'conflict' })
      expect(await store.readStream('b')).toEqual([])
      expect(await store.get(counters, 'b')).toBeUndefined()
      expect(await appendTo(store, 'b', 0, [opened('b')], { inboxKeys: ['key'] })).toMatchObject({ kind: 'appended' })
    })

    test('by many at once on the same version lets exactly one through', async () => {
      const another = await openAnother()
      const results = await Promise.all(
        Array.from({ length: 20 }, (_, index) => appendTo(index % 2 ? store : another, 'a', 0, [opened('a')])),
      )
      expect(results.filter(({ kind }) => kind === 'appended')).toHaveLength(1)
      expect(results.filter(({ kind }) => kind === 'conflict')).toHaveLength(19)
      expect(await store.readStream('a')).toHaveLength(1)
    })

    test('in a burst keeps the order of asking, and one that is refused or at fault is none of the others’ business', async () => {
      await appendTo(store, 'taken', 0, [opened('taken')])
      const burst = Array.from({ length: 60 }, (_, index) => {
        if (index === 20) return appendTo(store, 'taken', 1, [counted('taken', 'poison')])
        if (index === 30) return appendTo(store, 'taken', 0, [counted('taken')])
        return appendTo(store, `s${index}`, 0, [opened(`s${index}`)], { inboxKeys: [`key:${Math.min(index, 50)}`] })
      })
      const ends = await Promise.allSettled(burst)
      const kinds = ends.map((end) => (end.status === 'fulfilled' ? end.value.kind : 'failed'))
      expect(kinds).toEqual(
        ends.map((_, index) => {
          if (index === 20) return 'failed'
          if (index === 30) return 'conflict'
          return index > 50 ? 'duplicate' : 'appended'
        }),
      )
      const kept = Array.from({ length: 51 }, (_, index) => `s${index}`).filter((name) => !/^s[23]0$/.test(name))
      expect((await store.readAll(0, 100)).map(({ stream }) => stream)).toEqual(['taken', ...kept])
      expect((await store.list(counters, { labels: ['all'] })).map(({ counter }) => counter).toSorted()).toEqual(
        ['taken', ...kept].toSorted(),
      )
    })

    test('twice on one stream at once, each knowing the one before, appends both', async () => {
      const both = [appendTo(store, 'a', 0, [opened('a')]), appendTo(store, 'a', 1, [counted('a')])]
      expect((await Promise.all(both)).map(({ kind }) => kind)).toEqual(['appended', 'appended'])
      expect(await store.get(counters, 'a')).toEqual({ counter: 'a', count: 1, notes: ['-'] })
    })

    test('writes nothing when a projection throws', async () => {
      await appendTo(store, 'a', 0, [opened('a')])
      await expect(appendTo(store, 'a', 1, [counted('a'), counted('a', 'poison')])).rejects.toThrow('has a bug')
      expect(await store.readStream('a')).toHaveLength(1)
      expect(await appendTo(store, 'a', 1, [counted('a')])).toMatchObject({ kind: 'appended' })
      const events = await store.readAll(0, 10)
      expect(events.map(({ position }) => position - startOf(events))).toEqual([0, 1])
    })
  })

  describe('what was delivered before', () => {
    test('is not appended again under any of its names', async () => {
      await appendTo(store, 'a', 0, [opened('a')], { inboxKeys: ['event:1', 'channel:1'] })
      expect(await appendTo(store, 'b', 0, [opened('b')], { inboxKeys: ['event:2', 'channel:1'] })).toEqual({
        kind: 'duplicate',
      })
      expect(await store.readStream('b')).toEqual([])
    })

    test('counts once when it comes at the same moment twice', async () => {
      const another = await openAnother()
      const results = await Promise.all([
        appendTo(store, 'a', 0, [opened('a')], { inboxKeys: ['event:1'] }),
        appendTo(another, 'b', 0, [opened('b')], { inboxKeys: ['event:1'] }),
      ])
      expect(results.map(({ kind }) => kind).sort()).toEqual(['appended', 'duplicate'])
      expect(await store.readAll(0, 10)).toHaveLength(1)
    })

    test('leaves no other name behind when it is refused', async () => {
      await appendTo(store, 'a', 0, [opened('a')], { inboxKeys: ['known'] })
      await appendTo(store, 'b', 0, [opened('b')], { inboxKeys: ['new', 'known'] })
      expect(await appendTo(store, 'b', 0, [opened('b')], { inboxKeys: ['new'] })).toMatchObject({ kind: 'appended' })
    })

    test('is remembered without an event', async () => {
      const heard = { streams: [], correlationId: 'c', actor: 'test', at: AT, inboxKeys: ['event:1'] }
      expect(await store.append(heard)).toEqual({ kind: 'appended', events: [] })
      expect(await store.append(heard)).toEqual({ kind: 'duplicate' })
    })

    test('is forgotten after more than 30 days', async () => {
      await appendTo(store, 'a', 0, [opened('a')], { inboxKeys: ['old'] })
      const later = new Date(AT.getTime() + 31 * DAY_MS)
      await appendTo(store, 'b', 0, [opened('b')], { inboxKeys: ['fresh'], at: later })
      expect(await appendTo(store, 'c', 0, [opened('c')], { inboxKeys: ['old'], at: later })).toMatchObject({
        kind: 'appended',
      })
      expect(await appendTo(store, 'd', 0, [opened('d')], { inboxKeys: ['fresh'], at: later })).toEqual({
        kind: 'duplicate',
      })
    })
  })

  describe('reading everything', () => {
    test('goes on after a position, at most so many', async () => {
      await appendTo(store, 'a', 0, [opened('a'), counted('a'), counted('a')])
      const all = await store.readAll(0, 10)
      const first = startOf(all)
      expect(await store.readAll(first, 1)).toEqual(all.slice(1, 2))
      expect(await store.readAll(first, 10)).toEqual(all.slice(1))
      expect(await store.readAll(first + 2, 10)).toEqual([])
    })

    test('begins higher in a log that is made later, so that its fencing tokens are newer', async () => {
      await appendTo(store, 'a', 0, [opened('a')])
      const { store: later } = await open(freshName())
      others.push(later)
      await appendTo(later, 'a', 0, [opened('a')])
      expect(startOf(await later.readAll(0, 1))).toBeGreaterThan(startOf(await store.readAll(0, 1)))
    })

    test('while many append misses nothing and repeats nothing', async () => {
      const another = await openAnother()
      const seen: Stored<CounterEvent>[] = []
      const writing = Promise.all(
        Array.from({ length: 60 }, (_, index) =>
          appendTo(index % 2 ? store : another, `s${index}`, 0, [opened(`c${index}`)]),
        ),
      )
      let written = false
      void writing.then(() => {
        written = true
      })
      for (let last = false; !last; ) {
        last = written
        // What is remembered answers without letting anybody else have a turn.
        await nextTurn()
        seen.push(...(await store.readAll(seen.at(-1)?.position ?? 0, 7)))
        last &&= (await store.readAll(seen.at(-1)?.position ?? 0, 1)).length === 0
      }
      const positions = seen.map(({ position }) => position)
      expect(positions).toEqual([...new Set(positions)].toSorted((one, other) => one - other))
      expect(new Set(seen.map(({ stream }) => stream)).size).toBe(60)
      expect(seen).toHaveLength(60)
    })
  })

  describe('documents', () => {
    test('fold all events of one append in order', async () => {
      await appendTo(store, 'a', 0, [opened('a'), counted('a', 'one'), counted('a', 'two')])
      await appendTo(store, 'a', 3, [counted('a', 'three')])
      expect(await store.get(counters, 'a')).toEqual({ counter: 'a', count: 3, notes: ['one', 'two', 'three'] })
    })

    test('go when their projection removes them', async () => {
      await appendTo(store, 'a', 0, [opened('a')])
      await appendTo(store, 'a', 1, [closed('a')])
      await appendTo(store, 'b', 0, [opened('b'), closed('b')])
      expect(await store.list(counters)).toEqual([])
    })

    test('are listed newest first, by all labels asked for, at most so many', async () => {
      await appendTo(store, 'a', 0, [opened('a')])
      await appendTo(store, 'b', 0, [opened('b'), counted('b')])
      await appendTo(store, 'c', 0, [opened('c')])
      await appendTo(store, 'a', 1, [counted('a'), counted('a')])
      const names = async (query?: Parameters<typeof store.list>[1]) =>
        (await store.list(counters, query)).map(({ counter }) => counter)
      expect(await names()).toEqual(['c', 'b', 'a'])
      expect(await names({ limit: 2 })).toEqual(['c', 'b'])
      expect(await names({ labels: ['all', 'even'] })).toEqual(['c', 'a'])
      expect(await names({ labels: ['odd'] })).toEqual(['b'])
      expect(await names({ labels: ['odd', 'even'] })).toEqual([])
    })

    test('are listed newest first by their labels in a large log too, few or many of them', async () => {
      const counterAt = (index: number): string => `c${String(index).padStart(3, '0')}`
      const streams = Array.from({ length: 600 }, (_, index) => ({
        stream: counterAt(index),
        expectedVersion: 0,
        // The oldest are odd, and one much later.
        bodies: [opened(counterAt(index)), ...(index < 3 || index === 400 ? [counted(counterAt(index))] : [])],
      }))
      await store.append({ streams, correlationId: 'large', actor: 'test', at: new Date() })
      const names = async (labels: readonly string[], limit: number) =>
        (await store.list(counters, { labels, limit })).map(({ counter }) => counter)
      expect(await names(['even'], 3)).toEqual(['c599', 'c598', 'c597'])
      expect(await names(['odd'], 3)).toEqual(['c400', 'c002', 'c001'])
      expect(await names(['odd'], 1)).toEqual(['c400'])
      expect(await names(['all', 'odd'], 9)).toEqual(['c400', 'c002', 'c001', 'c000'])
    })

    test('that are asked for at the same time are each what was asked for', async () => {
      for (const name of ['one', 'two', 'three']) {
        await appendTo(store, name, 0, [opened(name), ...(name === 'two' ? [] : [counted(name)])])
      }
      const names = async (labels: readonly string[], limit?: number) =>
        (await store.list(counters, { labels, ...(limit && { limit }) })).map(({ counter }) => counter)
      const all = [names(['odd'], 1), names(['nobody'], 1), names(['all', 'odd']), names(['even'], 1), names(['odd'])]
      const odd = ['three', 'one']
      expect(await Promise.all(all)).toEqual([['three'], [], odd, ['two'], odd])
      const got = ['two', 'nobody', 'one'].map(async (name) => (await store.get(counters, name))?.counter)
      expect(await Promise.all(got)).toEqual(['two', undefined, 'one'])
    })

    test('are the same, in the same order, when folded again from the log', async () => {
      for (let round = 0; round < 12; round++) {
        const counter = `c${round % 5}`
        const version = (await store.readStream(counter)).length
        const bodies = [version === 0 || round === 9 ? opened(counter) : counted(counter, `${round}`)]
        await appendTo(store, counter, version, round === 7 ? [...bodies, closed(counter), opened(counter)] : bodies)
      }
      const inline = await store.list(counters)
      await store.rebuild()
      expect(await store.list(counters)).toEqual(inline)
      expect(inline).toHaveLength(5)
    })
  })

  test('numbers of a series are never given twice', async () => {
    const another = await openAnother()
    const numbers = await Promise.all(
      Array.from({ length: 20 }, (_, index) => (index % 2 ? store : another).nextNumber('task')),
    )
    expect(numbers.sort((one, two) => one - two)).toEqual(Array.from({ length: 20 }, (_, index) => index + 1))
    expect(await store.nextNumber('other')).toBe(1)
  })

  describe('checkpoints', () => {
    test('move only from where they are', async () => {
      expect(await store.checkpoints.read('dispatcher')).toBe(0)
      expect(await store.checkpoints.advance('dispatcher', 3, 5)).toBe(false)
      expect(await store.checkpoints.advance('dispatcher', 0, 5)).toBe(true)
      expect(await store.checkpoints.advance('dispatcher', 0, 7)).toBe(false)
      expect(await store.checkpoints.read('dispatcher')).toBe(5)
      expect(await store.checkpoints.read('narrator')).toBe(0)
    })

    test('move once when two move them at the same moment', async () => {
      const another = await openAnother()
      const moved = await Promise.all([
        store.checkpoints.advance('dispatcher', 0, 5),
        another.checkpoints.advance('dispatcher', 0, 5),
      ])
      expect(moved.sort()).toEqual([false, true])
    })
  })

  describe('who waits for events', () => {
    test('is woken by an append of another process', async () => {
      const another = await openAnother()
      const woken = Promise.withResolvers<void>()
      let reads = 0
      store.onAppended(() => {
        reads += 1
        void store.readAll(0, 1).then((events) => events.length > 0 && woken.resolve())
      })
      await appendTo(another, 'a', 0, [opened('a')])
      await woken.promise
      expect(reads).toBeGreaterThan(0)
    })

    test('is woken by an append of its own process', async () => {
      const woken = Promise.withResolvers<void>()
      store.onAppended(woken.resolve)
      await appendTo(store, 'a', 0, [opened('a')])
      await woken.promise
    })

    test('is left alone by what is of no concern, and woken by what is', async () => {
      const woken = Promise.withResolvers<void>()
      let [concerned, unconcerned] = [0, 0]
      store.onAppended(
        () => {
          unconcerned += 1
        },
        (type) => type === 'counter.closed',
      )
      store.onAppended(
        () => {
          concerned += 1
          woken.resolve()
        },
        (type) => type === opened('a').type,
      )
      await appendTo(store, 'a', 0, [opened('a')])
      await woken.promise
      expect(concerned).toBeGreaterThan(0)
      // Whoever listens on a server is woken once at the start, for what may have been appended before.
      expect(unconcerned).toBeLessThanOrEqual(1)
    })

    test('is left alone after saying so', async () => {
      let wakes = 0
      const stop = store.onAppended(() => {
        wakes += 1
      })
      stop()
      await appendTo(store, 'a', 0, [opened('a')])
      await store.ping()
      expect(wakes).toBe(0)
    })
  })
}

/** The position of the first of these events. */
function startOf([first]: readonly Stored[]): number {
  return first?.position ?? Number.NaN
}
