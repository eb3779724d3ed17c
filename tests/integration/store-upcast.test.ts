import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { openEmbeddedStore } from '../../adapters/store/embedded.ts'
import { DatabaseNewerError } from '../../adapters/store/migrations.ts'
import type { Pool } from '../../adapters/store/pool.ts'
import { projections } from '../../src/domain/projections.ts'
import { foldAll, readAsWritten, readOutcomeAsWritten, storedLogs } from '../support/stored-logs.ts'

const folders: string[] = []
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true })
})

/** A database as the version before the renames left it. */
async function olderDatabase(name: string): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'shipmate-upcast-'))
  folders.push(folder)
  const { store, pool } = await openEmbeddedStore({ folder, projections })
  await pool.query('ALTER TABLE shipmate.event DROP COLUMN hash; ALTER TABLE shipmate.log_head DROP COLUMN hash')
  await pool.query('DROP TABLE shipmate.web_message, shipmate.web_session')
  for (const event of readAsWritten(name)) await insertEvent(pool, event)
  for (const [projection, documents] of Object.entries(readOutcomeAsWritten(name)))
    for (const [key, kept] of Object.entries(documents)) await insertDocument(pool, projection, key, kept)
  await pool.query('DELETE FROM shipmate.migration WHERE version > 3')
  await store.close()
  return folder
}

function insertEvent(pool: Pool, event: ReturnType<typeof readAsWritten>[number]) {
  const { type, ...data } = event.body
  return pool.query(
    `INSERT INTO shipmate.event (position, id, stream, version, type, data, correlation_id, causation_id, actor, at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
    [
      event.position,
      event.id,
      event.stream,
      event.version,
      type,
      JSON.stringify(data),
      event.correlationId,
      event.causationId ?? null,
      event.actor,
      event.at,
    ],
  )
}

function insertDocument(pool: Pool, projection: string, key: string, kept: object) {
  const { labels, doc } = kept as { labels: readonly string[]; doc: object }
  return pool.query(
    'INSERT INTO shipmate.document (projection, key, created, labels, doc) VALUES ($1, $2, 1, $3::text[], $4)',
    [projection, key, labels, JSON.stringify(doc)],
  )
}

test.each(storedLogs)('a database of an earlier version is read under the names of this one: %s', async (name) => {
  const { store, pool } = await openEmbeddedStore({ folder: await olderDatabase(name), projections })
  const events = await store.readAll(0, 10_000)
  const folded = foldAll(events as Parameters<typeof foldAll>[0])
  const { rows } = await pool.query<{ projection: string; key: string; doc: object }>(
    'SELECT projection, key, doc FROM shipmate.document ORDER BY projection, key',
    [],
  )
  expect(events.length).toBeGreaterThan(20)
  expect(rows.length).toBeGreaterThan(3)
  for (const { projection, key, doc } of rows) {
    const anew = folded[projection]?.[key] as { readonly doc: object } | undefined
    expect(JSON.parse(JSON.stringify(anew?.doc ?? null)), `${projection} ${key}`).toMatchObject(doc)
  }
  await store.close()
})

test('a database that a newer version has used is left alone, and the sentence says what to do', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'shipmate-newer-'))
  folders.push(folder)
  const { store, pool } = await openEmbeddedStore({ folder, projections })
  await pool.query('INSERT INTO shipmate.migration (version) VALUES (999)', [])
  await store.close()
  const fault = await openEmbeddedStore({ folder, projections }).catch((error: unknown) => error)
  expect(fault).toBeInstanceOf(DatabaseNewerError)
  expect(fault).toMatchObject({ userMessage: expect.stringContaining('Start the newer version, or restore a backup') })
})
