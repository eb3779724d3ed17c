import { afterEach, beforeEach, expect, test } from 'vitest'
import type { OpenStore } from '../../adapters/store/store.ts'
import type { EventBody } from '../../src/domain/event.ts'
import type { Says, WebSessions } from '../../src/ports/web-sessions.ts'
import { freshName } from '../support/databases.ts'

const AT = new Date('2026-11-30T10:00:00Z')

const person = (text: string): Says => ({ kind: 'person', text, message: 'm-1' })
const bot = (text: string, correlationId?: string): Says => ({
  kind: 'bot',
  card: { tone: 'neutral', blocks: [{ kind: 'text', text }] },
  ...(correlationId && { correlationId }),
})

type Opened = Pick<OpenStore<EventBody>, 'store' | 'sessions'>

/** What every keeper of conversations over HTTP must do. */
export function webSessionsContract(open: (schema: string) => Promise<Opened>): void {
  let opened: Opened
  let sessions: WebSessions
  beforeEach(async () => {
    opened = await open(freshName())
    sessions = opened.sessions
  })
  afterEach(() => opened.store.close())

  test('a session is found by its id and by its owner, until it is closed with all that was said in it', async () => {
    const first = await sessions.open('web:ana')
    const second = await sessions.open('web:ana')
    await sessions.open('web:ben')
    expect(await sessions.get(first.id)).toEqual({ id: first.id, owner: 'web:ana', openedAt: first.openedAt })
    expect((await sessions.ofOwner('web:ana', 10)).map(({ id }) => id)).toEqual([second.id, first.id])
    expect(await sessions.ofOwner('web:ana', 1)).toEqual([second])
    expect((await sessions.ofOwner('web:ana', 10, second.id)).map(({ id }) => id)).toEqual([first.id])
    expect(await sessions.ofOwner('web:ana', 10, first.id)).toEqual([])
    await sessions.write(first.id, 'm', person('hello'), AT)
    await sessions.write(first.id, 'n', bot('Hello.'), AT)
    await sessions.write(second.id, 'm', bot('only the bot speaks here'), AT)
    expect(await sessions.ofOwner('web:ana', 2)).toEqual([second, { ...first, firstWords: 'hello' }])
    expect(await sessions.close(first.id)).toBe(true)
    expect(await sessions.close(first.id)).toBe(false)
    expect(await sessions.get(first.id)).toBeUndefined()
    expect(await sessions.after(first.id, 0, 10)).toEqual([])
    expect(await sessions.write(first.id, 'late', person('too late'), AT)).toBe(false)
  })

  test('a session is opened once under an id, however many open it at once, and again when it was closed', async () => {
    const id = '10000000-0000-8000-8000-000000000001'
    const opened = await Promise.all([1, 2, 3].map(() => sessions.open('web:ana', id)))
    expect(opened).toEqual([opened[0], opened[0], opened[0]])
    await sessions.write(id, 'm', person('hello'), AT)
    expect(await sessions.open('web:ana', id)).toEqual(opened[0])
    expect(await sessions.after(id, 0, 10)).toHaveLength(1)
    await sessions.close(id)
    expect(await sessions.open('web:ana', id)).toMatchObject({ id, owner: 'web:ana' })
    expect(await sessions.after(id, 0, 10)).toEqual([])
  })

  test('what is no id finds nothing', async () => {
    for (const id of ['', 'x', "' OR true --", '00000000-0000-0000-0000-000000000000']) {
      expect(await sessions.get(id)).toBeUndefined()
      expect(await sessions.close(id)).toBe(false)
      expect(await sessions.write(id, 'm', person('hello'), AT)).toBe(false)
      expect(await sessions.after(id, 0, 10)).toEqual([])
      expect(await sessions.message(id, 'm')).toBeUndefined()
      expect(await sessions.firstOf(id, 'c')).toBeUndefined()
    }
  })

  test('a message comes once, as it is now; an edit comes after what was written before it', async () => {
    const { id } = await sessions.open('web:ana')
    await sessions.write(id, 'said', person('status'), AT)
    await sessions.write(id, 'card', bot('building', 'c-1'), AT)
    await sessions.write(id, 'other', bot('hello', 'c-2'), AT)
    const read = await sessions.after(id, 0, 10)
    expect(read.map(({ key, at }) => [key, at])).toEqual(
      ['said', 'card', 'other'].map((key) => [key, AT.toISOString()]),
    )
    const upTo = read.at(-1)?.position ?? 0
    await sessions.write(id, 'other', bot('hello', 'c-2'), AT)
    expect(await sessions.after(id, upTo, 10)).toEqual([])
    await sessions.write(id, 'card', bot('live', 'c-1'), new Date('2026-11-30T11:00:00Z'))
    expect(await sessions.after(id, upTo, 10)).toMatchObject([
      { key: 'card', at: AT.toISOString(), says: bot('live', 'c-1') },
    ])
    expect((await sessions.after(id, 0, 10)).map(({ key }) => key)).toEqual(['said', 'other', 'card'])
    expect((await sessions.after(id, 0, 2)).map(({ key }) => key)).toEqual(['said', 'other'])
  })

  test('an answer is found by what it belongs to', async () => {
    const { id } = await sessions.open('web:ana')
    expect(await sessions.firstOf(id, 'c-1')).toBeUndefined()
    await sessions.write(id, 'a', bot('first', 'c-1'), AT)
    await sessions.write(id, 'b', bot('second', 'c-1'), AT)
    expect(await sessions.firstOf(id, 'c-1')).toMatchObject({ key: 'a' })
    expect(await sessions.message(id, 'b')).toMatchObject({ key: 'b', says: bot('second', 'c-1') })
  })

  test('writers beside each other get positions of their own', async () => {
    const { id } = await sessions.open('web:ana')
    const keys = Array.from({ length: 20 }, (_, n) => `m-${n}`)
    await Promise.all(keys.map((key) => sessions.write(id, key, person(key), AT)))
    const read = await sessions.after(id, 0, 100)
    expect(new Set(read.map(({ position }) => position)).size).toBe(20)
    expect(read.map(({ key }) => key).toSorted()).toEqual(keys.toSorted())
  })
}
