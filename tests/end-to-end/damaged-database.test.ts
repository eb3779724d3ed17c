import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeEach, expect, onTestFinished, test } from 'vitest'
import { openEmbeddedStore } from '../../adapters/store/embedded.ts'
import { freePort } from '../support/ports.ts'
import { runCommand } from './command-line.ts'

let folder: string
/** The file that holds the events. */
let events: string

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'shipmate-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  const data = join(folder, '.shipmate')
  const { store, pool } = await openEmbeddedStore({ folder: data, projections: [] })
  const streams = [{ stream: 'a', expectedVersion: 0, bodies: [{ type: 'thing.happened' }] }]
  await store.append({ streams, correlationId: 'c', actor: 'test', at: new Date() })
  const { rows } = await pool.query<{ path: string }>(`SELECT pg_relation_filepath('shipmate.event') AS path`)
  events = join(data, 'pglite', rows[0]?.path ?? '')
  await store.close()
})

test('doctor reads the whole database, and says that one with a damaged page cannot be read', async () => {
  writeFileSync(events, Buffer.alloc(statSync(events).size, 7))
  const { output } = await runCommand(folder, ['doctor']).ended
  expect(output).toMatch(/✗.*Database.*cannot be read: invalid page/)
})

test('a start on a database without PG_VERSION ends with a sentence, and doctor says the same', async () => {
  rmSync(join(folder, '.shipmate', 'pglite', 'PG_VERSION'))
  const env = { SHIPMATE_HTTP_PORT: String(await freePort()) }
  const { code, errors } = await runCommand(folder, ['start'], env).ended
  expect(code).toBe(1)
  expect(errors).toMatch(/^The database in .*pglite is damaged: PG_VERSION is missing\. Nothing was deleted\./)
  const { output } = await runCommand(folder, ['doctor']).ended
  expect(output).toMatch(/✗.*Database.*PG_VERSION is missing/)
})
