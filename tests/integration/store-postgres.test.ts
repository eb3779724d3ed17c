import pg from 'pg'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openPostgresStore } from '../../adapters/store/postgres.ts'
import type { OpenStore } from '../../adapters/store/store.ts'
import type { EventBody } from '../../src/domain/event.ts'
import { StoreUnavailableError } from '../../src/ports/event-store.ts'
import { CLOSED_DATABASE_URL, describeOn, freshName } from '../support/databases.ts'

test('a database that is down is said to be, with the cause', async () => {
  const fault = await openPostgresStore({ url: CLOSED_DATABASE_URL, projections: [] }).catch((error: unknown) => error)
  expect(fault).toBeInstanceOf(StoreUnavailableError)
  expect((fault as StoreUnavailableError).cause).toMatchObject({ code: 'ECONNREFUSED' })
})

describeOn('TEST_DATABASE_URL', 'the store on a PostgreSQL server', (url) => {
  let schema: string
  let opened: OpenStore<EventBody>
  let session: pg.Client

  beforeEach(async () => {
    schema = freshName()
    opened = await openPostgresStore({ url, schema, projections: [] })
    session = new pg.Client(url)
    await session.connect()
  })
  afterEach(async () => {
    await opened.store.close()
    await session.query(`DROP SCHEMA ${schema} CASCADE`)
    await session.end()
  })

  const append = (store: OpenStore<EventBody>['store'], stream: string) =>
    store.append({
      streams: [{ stream, expectedVersion: 0, bodies: [{ type: 'thing.happened' }] }],
      correlationId: 'c',
      actor: 'test',
      at: new Date(),
    })

  test('a reader never passes by an event that commits late', async () => {
    const { store } = opened
    // Another process, stopped between its writing and its commit.
    await session.query('BEGIN')
    await session.query(`SELECT position FROM ${schema}.log_head FOR UPDATE`)
    await session.query(`UPDATE ${schema}.log_head SET position = 1`)
    await session.query(
      `INSERT INTO ${schema}.event (position, id, stream, version, type, data, correlation_id, actor, at, hash)
       VALUES (1, gen_random_uuid(), 'late', 1, 'thing.happened', '{}', 'c', 'test', now(), '')`,
    )
    const waiting = append(store, 'quick')
    await sessionsThatWait()
    expect(await store.readAll(0, 10)).toEqual([])
    await session.query('COMMIT')
    await waiting
    expect((await store.readAll(0, 10)).map(({ stream, position }) => [stream, position])).toEqual([
      ['late', 1],
      ['quick', 2],
    ])
  })

  test('an append whose process died before its commit leaves neither a trace nor a gap', async () => {
    const { rows } = await session.query(`SELECT position FROM ${schema}.log_head`)
    const before = Number(rows[0].position)
    const dying = new pg.Client(url)
    dying.on('error', () => {})
    await dying.connect()
    await dying.query('BEGIN')
    await dying.query(`UPDATE ${schema}.log_head SET position = position + 1`)
    const waiting = append(opened.store, 'a')
    await sessionsThatWait()
    await dying.end()
    expect(await waiting).toMatchObject({ kind: 'appended', events: [{ position: before + 1 }] })
  })

  test('who waits for events is woken again after the listening session was cut off', async () => {
    const another = await openPostgresStore({ url, schema, projections: [] })
    try {
      const seen = Promise.withResolvers<void>()
      let cutOff = false
      const listening = Promise.withResolvers<void>()
      opened.store.onAppended(() => {
        listening.resolve()
        if (cutOff) void opened.store.readAll(0, 1).then((events) => events.length > 0 && seen.resolve())
      })
      // The first wake-up comes when listening has begun.
      await listening.promise
      await session.query(
        `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query = $1 AND pid <> pg_backend_pid()`,
        [`LISTEN ${schema}_appended`],
      )
      cutOff = true
      await append(another.store, 'a')
      await seen.promise
    } finally {
      await another.store.close()
    }
  })

  test('a session cut off in the middle fails the append as unavailable, and the next one works', async () => {
    await session.query('BEGIN')
    await session.query(`SELECT position FROM ${schema}.log_head FOR UPDATE`)
    const waiting = append(opened.store, 'a').catch((error: unknown) => error)
    const [pid] = await sessionsThatWait()
    await session.query('SELECT pg_terminate_backend($1)', [pid])
    expect(await waiting).toBeInstanceOf(StoreUnavailableError)
    await session.query('ROLLBACK')
    expect(await append(opened.store, 'a')).toMatchObject({ kind: 'appended' })
  })

  test('many processes starting at once on a new schema all come up', async () => {
    const fresh = freshName()
    const stores = await Promise.all(
      Array.from({ length: 4 }, () => openPostgresStore({ url, schema: fresh, projections: [] })),
    )
    await Promise.all(stores.map(({ store }, index) => append(store, `s${index}`)))
    expect(await stores[0]?.store.readAll(0, 10)).toHaveLength(4)
    await Promise.all(stores.map(({ store }) => store.close()))
    await session.query(`DROP SCHEMA ${fresh} CASCADE`)
  })

  test('a fault of ours is not taken for the database being away', async () => {
    const broken = append(opened.store, 'a\u0000b')
    await expect(broken).rejects.not.toBeInstanceOf(StoreUnavailableError)
    await expect(append(opened.store, 'a')).resolves.toMatchObject({ kind: 'appended' })
  })

  /** Process ids of the sessions that wait for the head of this test's log; looks until there is one. */
  async function sessionsThatWait(): Promise<readonly number[]> {
    for (;;) {
      const { rows } = await opened.pool.query<{ pid: number }>(
        `SELECT pid FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND query LIKE $1`,
        [`%${schema}.log_head%`],
      )
      if (rows.length > 0) return rows.map(({ pid }) => pid)
    }
  }
})
