import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, mkdtemp, readdir, rm, stat, truncate } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { openEmbeddedStore } from '../../adapters/store/embedded.ts'
import { type EmbeddedPool, openEmbeddedPool } from '../../adapters/store/embedded-pool.ts'
import { FolderInUseError } from '../../adapters/store/folder-owner.ts'
import type { PoolClient } from '../../adapters/store/pool.ts'
import { StoreUnavailableError } from '../../src/ports/event-store.ts'

const HOLDER = new URL('../support/hold-store.ts', import.meta.url).pathname
const NOW = new Date('2026-11-21T10:00:00Z')
/** Statements that take PGlite many times the 10 ms after which others have their turn. */
const MORE_THAN_A_TURN = 5_000

describe('a folder', () => {
  let folder: string
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'shipmate-store-'))
  })
  afterAll(() => rm(folder, { recursive: true, force: true }))

  const TAKING = { platform: 'slack', now: NOW, claimMs: 60_000, editsApartMs: 1_500, limit: 10 } as const
  const open = () => openEmbeddedStore({ folder, projections: [] })

  test('closed and opened again holds everything, and claims of the process before are lifted', async () => {
    const before = await open()
    await before.store.append({
      streams: [{ stream: 'a', expectedVersion: 0, bodies: [{ type: 'thing.happened' }] }],
      correlationId: 'c',
      actor: 'test',
      at: NOW,
      inboxKeys: ['key'],
    })
    const message = {
      key: 'm',
      to: { kind: 'thread', thread: 'slack:C1' },
      card: { tone: 'neutral', blocks: [] },
      urgency: 'answer',
      correlationId: 'c',
    } as const
    await before.outbox.narrate([message], 0, 1)
    await before.outbox.take(TAKING)
    const events = await before.store.readAll(0, 10)
    await before.store.close()

    const after = await open()
    expect(await after.store.readAll(0, 10)).toEqual(events)
    expect(await after.store.checkpoints.read('narrator')).toBe(1)
    expect((await after.outbox.take(TAKING)).messages).toMatchObject([{ key: 'm', attempted: true }])
    const again = { streams: [], correlationId: 'c', actor: 'test', at: NOW, inboxKeys: ['key'] }
    expect(await after.store.append(again)).toEqual({ kind: 'duplicate' })
    await after.store.close()
  })

  test('is refused to a second process, and free at once when the first was killed, with all it wrote', async () => {
    const holder = await startHolder(folder, 'from-the-holder')
    const refusal = await open().catch((error: unknown) => error)
    expect(refusal).toBeInstanceOf(FolderInUseError)
    expect((refusal as FolderInUseError).userMessage).toContain(`process ${holder.pid}`)

    holder.kill('SIGKILL')
    await once(holder, 'exit')
    const { store, outbox } = await open()
    expect(await store.readStream('from-the-holder')).toHaveLength(1)
    // Claimed as it was narrated, it may have been posted.
    expect((await outbox.take(TAKING)).messages).toContainEqual(
      expect.objectContaining({ key: 'held', attempted: true }),
    )
    await store.close()
  })

  test('keeps the database from every other user of the machine', async () => {
    await (await open()).store.close()
    expect((await stat(join(folder, 'pglite'))).mode & 0o077).toBe(0)
  })

  test('that is closed answers nothing more', async () => {
    const { store } = await open()
    await store.close()
    await expect(store.ping()).rejects.toBeInstanceOf(StoreUnavailableError)
  })
})

async function startHolder(folder: string, stream: string): Promise<ChildProcess> {
  const holder = spawn(process.execPath, [HOLDER, folder, stream], { stdio: ['ignore', 'pipe', 'inherit'] })
  await once(holder.stdout, 'data')
  return holder
}

describe('a folder that', () => {
  let folder: string
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'shipmate-store-'))
  })
  afterEach(() => rm(folder, { recursive: true, force: true }))

  const open = () => openEmbeddedStore({ folder, projections: [] })
  const databaseFiles = async (): Promise<readonly string[]> => (await readdir(join(folder, 'pglite'))).toSorted()

  test('has lost its PG_VERSION is refused, not begun anew over the history', async () => {
    await (await open()).store.close()
    await rm(join(folder, 'pglite', 'PG_VERSION'))
    const before = await databaseFiles()
    await expect(open()).rejects.toMatchObject({
      code: 'database_damaged',
      userMessage: expect.stringContaining('PG_VERSION is missing. Nothing was deleted.'),
    })
    expect(await databaseFiles()).toEqual(before)
  })

  test('is damaged says so in a sentence, and what to do', async () => {
    await (await open()).store.close()
    await truncate(join(folder, 'pglite', 'global', 'pg_control'))
    await expect(open()).rejects.toMatchObject({
      code: 'database_damaged',
      userMessage: expect.stringMatching(/pglite is damaged: .* Restore this folder from a backup/),
    })
  })

  test('was made beforehand and is empty gets its database', async () => {
    await mkdir(join(folder, 'pglite'))
    const { store } = await open()
    await store.ping()
    await store.close()
  })
})

describe('the one session of PGlite as a pool', () => {
  let pool: EmbeddedPool
  beforeAll(async () => {
    pool = await openEmbeddedPool(undefined)
    await pool.query('CREATE TABLE public.line (text text)')
  })
  afterAll(() => pool.end())

  const texts = async (): Promise<readonly string[]> =>
    (await pool.query<{ text: string }>('SELECT text FROM public.line ORDER BY text')).rows.map(({ text }) => text)
  const write = (client: Pick<PoolClient, 'query'>, text: string) =>
    client.query('INSERT INTO public.line VALUES ($1)', [text])

  test('lets nobody into a transaction that another client has open', async () => {
    const [one, two] = [await pool.connect(), await pool.connect()]
    await one.query('BEGIN')
    await write(one, 'undone')
    const second = two
      .query('BEGIN')
      .then(() => write(two, 'kept'))
      .then(() => two.query('COMMIT'))
    const between = write(pool, 'between')
    await one.query('ROLLBACK')
    await Promise.all([second, between])
    expect(await texts()).toEqual(['between', 'kept'])
    one.release()
    two.release()
  })

  test('undoes what a client leaves open when it is given back', async () => {
    const client = await pool.connect()
    await client.query('BEGIN')
    await write(client, 'forgotten')
    client.release()
    expect(await texts()).not.toContain('forgotten')
  })

  test('goes on after a transaction that failed', async () => {
    const client = await pool.connect()
    await client.query('BEGIN')
    await expect(client.query('SELECT 1 / 0')).rejects.toThrow('division by zero')
    await client.query('ROLLBACK')
    client.release()
    expect(await texts()).toContain('kept')
  })

  test('hears notifications on a client that listens, until it is given back', async () => {
    const client = await pool.connect()
    const heard: string[] = []
    client.on('notification', ({ channel, payload }) => heard.push(`${channel} ${payload}`))
    await client.query('-- said with a comment\n-- of two lines\nLISTEN news;')
    await pool.query(`SELECT pg_notify('news', 'one')`)
    await pool.query('SELECT 1')
    client.release()
    await pool.query(`SELECT pg_notify('news', 'two')`)
    await pool.query('SELECT 1')
    expect(heard).toEqual(['news one'])
  })

  test('lets timers and sockets have their turn while somebody asks on and on', async () => {
    let fired = false
    setTimeout(() => {
      fired = true
    }, 0)
    let asked = 0
    while (!fired && asked < MORE_THAN_A_TURN) {
      await pool.query('SELECT $1::int', [asked])
      asked += 1
    }
    expect(fired).toBe(true)
  })

  test('reads values as node-postgres does', async () => {
    const { rows } = await pool.query(
      `SELECT 9007199254740993::bigint AS big, 7 AS small, '{"a": [1]}'::jsonb AS json, 'x' = ANY ($1::text[]) AS found,
         '2026-11-21T10:00:00.123Z'::timestamptz AS at, ARRAY['a', 'b"c'] AS list, NULL AS nothing`,
      [['x', 'y']],
    )
    expect(rows).toEqual([
      {
        big: '9007199254740993',
        small: 7,
        json: { a: [1] },
        found: true,
        at: new Date('2026-11-21T10:00:00.123Z'),
        list: ['a', 'b"c'],
        nothing: null,
      },
    ])
  })
})
