import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { afterEach, expect, test } from 'vitest'
import { openEmbeddedStore } from '../../adapters/store/embedded.ts'
import type { OpenStore } from '../../adapters/store/store.ts'
import { erasingIn } from '../../src/app/wiring/forgetting.ts'
import type { Card } from '../../src/domain/card.ts'
import type { ShipmateEvent } from '../../src/domain/events.ts'
import { messageStream } from '../../src/domain/message.ts'
import { personStream } from '../../src/domain/person.ts'
import { conversations, people, projections } from '../../src/domain/projections.ts'
import type { ErasingParts } from '../../src/forgetting/erase-events.ts'
import { forgetPerson } from '../../src/forgetting/forget-person.ts'
import { NotForgottenError } from '../../src/ports/forget.ts'
import { verifyLog } from '../../src/queries/audit/verify-log.ts'

const ANA = 'slack:T1:U1'
const BEN = 'slack:T1:U12'
const THREAD = 'slack:T1:C1:1.1'

let opened: OpenStore<ShipmateEvent> | undefined
afterEach(() => opened?.store.close())

/** A log in which Ana and Ben have said something, and what is kept beside it. */
async function storeWhere(said: readonly (readonly [by: string, text: string, name?: string])[]) {
  await opened?.store.close()
  const store = await openEmbeddedStore<ShipmateEvent>({ folder: 'memory', projections })
  opened = store
  for (const [by, text, name] of said) await say(store, by, text, name)
  return store
}

async function say({ store, sessions, outbox }: OpenStore<ShipmateEvent>, by: string, text: string, name?: string) {
  const message = randomUUID()
  const card: Card = { tone: 'neutral', blocks: [{ kind: 'text', text: `I do not know “${text}”, <@U1> and <@U12>.` }] }
  const append = (stream: string, expectedVersion: number, body: ShipmateEvent, actor = by) =>
    store.append({
      correlationId: message,
      actor,
      at: new Date(),
      streams: [{ stream, expectedVersion, bodies: [body] }],
    })
  const received = { thread: THREAD, by, groups: [], direct: false, text, ...(name !== undefined && { name }) }
  await append(messageStream(message), 0, { type: 'message.received', message, received })
  const slots = { service: 'payments', reason: text }
  await append(
    messageStream(message),
    1,
    { type: 'message.handled', message, thread: THREAD, by, intent: 'out_of_scope', slots, via: 'rules', reply: card },
    'shipmate',
  )
  const refused = { thread: THREAD, by, why: 'not-permitted' as const, reason: `${name ?? by} may not.` }
  await append(`refusal-${message}`, 0, { type: 'request.refused', ...refused })
  const from = await store.checkpoints.read('narrator')
  await outbox.narrate(
    [
      {
        key: `reply-${message}-${by}`,
        platform: 'slack',
        to: { kind: 'user', user: by },
        card,
        urgency: 'answer',
        correlationId: message,
      },
    ] as never,
    from,
    await store.newestPosition(),
  )
  const session = await sessions.open(by)
  await sessions.write(session.id, message, { kind: 'person', text, message }, new Date())
}

/** Every row of every table there is, as text. */
async function dump({ pool }: OpenStore<ShipmateEvent>): Promise<string> {
  const { rows: tables } = await pool.query<{ name: string }>(
    `SELECT table_schema || '.' || quote_ident(table_name) AS name FROM information_schema.tables
     WHERE table_schema NOT IN ('pg_catalog', 'information_schema')`,
  )
  const texts: string[] = []
  for (const { name } of tables) {
    const { rows } = await pool.query<{ row: string }>(`SELECT stored::text AS row FROM ${name} AS stored`)
    texts.push(...rows.map(({ row }) => row))
  }
  return texts.join('\n')
}

const SAID = [
  [ANA, 'frobnicate the zeppelin', 'Ana Quillfeather'],
  [BEN, 'polish the harpsichord', 'Ben'],
  [ANA, 'and again: zeppelin!', 'Ana Q.'],
] as const

test('nothing of somebody is left in any table; what others said and did is, and the log verifies', async () => {
  const store = await storeWhere(SAID)
  await store.store.append({
    ...{ correlationId: 'c', actor: 'shipmate', at: new Date() },
    streams: [
      {
        stream: personStream(ANA),
        expectedVersion: 0,
        bodies: [{ type: 'person.named', person: ANA, name: 'Ana Quillfeather' }],
      },
    ],
  })
  const { head } = await verifyLog(store.audit)
  const before = await dump(store)
  const looked = await forgetPerson(erasingIn(store), ANA, false)
  expect(looked).toMatchObject({
    names: expect.arrayContaining(['Ana Quillfeather', 'Ana Q.']),
    tables: { event: expect.any(Number) },
  })
  expect(await dump(store)).toBe(before)
  const { alias, events, tables } = await forgetPerson(erasingIn(store), ANA, true)
  expect({ events, tables }).toEqual({ events: looked.events, tables: {} })
  const after = await dump(store)
  expect(after).not.toMatch(/frobnicate|zeppelin|Quillfeather|Ana Q|slack:T1:U1(?!2)|<@U1>/)
  expect(after).toMatch(/polish the harpsichord/)
  expect(after).toContain(BEN)
  expect(await verifyLog(store.audit, [head.hash])).toMatchObject({ breaks: [], erased: expect.any(Number) })
  expect((await verifyLog(store.audit)).erased).toBeGreaterThanOrEqual(events)
  // The same as if the log had always been so.
  const kept = await Promise.all([store.store.list(conversations), store.store.list(people)])
  await store.store.rebuild()
  expect(await Promise.all([store.store.list(conversations), store.store.list(people)])).toEqual(kept)
  expect((await store.store.list(conversations))[0]?.turns.map(({ by }) => by)).toEqual([alias, BEN, alias])
})

test('once forgotten, nobody is known by that id; a new word of theirs can be erased again', async () => {
  const store = await storeWhere(SAID)
  await forgetPerson(erasingIn(store), ANA, true)
  await expect(forgetPerson(erasingIn(store), ANA, true)).rejects.toMatchObject({ code: 'not_forgotten' })
  await say(store, ANA, 'marmalade')
  await forgetPerson(erasingIn(store), ANA, true)
  expect(await dump(store)).not.toMatch(/marmalade|slack:T1:U1(?!2)/)
  expect((await verifyLog(store.audit)).breaks).toEqual([])
})

test('somebody else who changes an event is found, also one that was erased before', async () => {
  const store = await storeWhere(SAID)
  await forgetPerson(erasingIn(store), ANA, true)
  await store.pool.query(`UPDATE shipmate.event SET actor = 'slack:T1:U99' WHERE actor LIKE '%forgotten%'`)
  expect((await verifyLog(store.audit)).breaks).not.toEqual([])
})

test.each(Array.from({ length: 8 }, (_, index) => index))(
  'killed at its step %i, it is done again and all is gone',
  async (killedAt) => {
    const store = await storeWhere(SAID)
    const parts = erasingIn(store)
    let steps = 0
    const mortal =
      <Given extends readonly unknown[], Result>(work: (...given: Given) => Promise<Result>) =>
      async (...given: Given): Promise<Result> => {
        if (steps++ >= killedAt) throw new Error('killed')
        return work(...given)
      }
    const killed: ErasingParts = {
      ...parts,
      store: { ...parts.store, append: mortal(parts.store.append), rebuild: mortal(parts.store.rebuild) },
      rows: { ...parts.rows, replace: mortal(parts.rows.replace), replaceBeside: mortal(parts.rows.replaceBeside) },
    }
    await expect(forgetPerson(killed, ANA, true)).rejects.toThrow('killed')
    expect((await verifyLog(store.audit)).breaks).toEqual([])
    // After the last step nothing of theirs is left, and nobody of that id is known.
    await forgetPerson(parts, ANA, true).catch((error: unknown) => expect(error).toBeInstanceOf(NotForgottenError))
    expect(await dump(store)).not.toMatch(/frobnicate|zeppelin|Quillfeather|Ana Q|slack:T1:U1(?!2)|<@U1>/)
    expect((await verifyLog(store.audit)).breaks).toEqual([])
    // One person stays one person.
    const actors = new Set((await store.audit.rowsBefore(undefined, 500, undefined)).map(({ actor }) => actor))
    expect([...actors].filter((actor) => actor.includes('forgotten'))).toHaveLength(1)
  },
)

test('whatever somebody writes and is called, no table holds a word of it afterwards', async () => {
  const word = fc.stringMatching(/^[a-zA-Zäß"\\'%_]{6,12}$/).map((text) => `qx${text}`)
  const text = fc.array(word, { minLength: 1, maxLength: 5 }).map((words) => words.join(' '))
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(fc.constantFrom(ANA, BEN), text, word), { minLength: 1, maxLength: 4 }),
      async (said) => {
        const store = await storeWhere(
          [...said, [ANA, 'hello', undefined]].map(([by, ...more]) => [by, ...more] as never),
        )
        await forgetPerson(erasingIn(store), ANA, true)
        const after = await dump(store)
        const others = said.filter(([by]) => by !== ANA).flatMap(([, words, name]) => [...words.split(' '), name])
        for (const [by, words, name] of said)
          if (by === ANA)
            for (const one of [...words.split(' '), name].filter(
              (each) => !others.some((other) => other.includes(each)),
            ))
              for (const form of [one, JSON.stringify(one).slice(1, -1)]) expect(after).not.toContain(form)
        expect((await verifyLog(store.audit)).breaks).toEqual([])
      },
    ),
    { numRuns: 5 },
  )
})
