import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createInstallations } from '../../adapters/chat/slack/workspaces/installations.ts'
import { createSealing } from '../../adapters/chat/slack/workspaces/sealing.ts'
import { type EmbeddedPool, openEmbeddedPool } from '../../adapters/store/embedded-pool.ts'
import { createMemoryInstallations } from '../../adapters/store/memory/memory-installations.ts'
import { openPostgresStore } from '../../adapters/store/postgres.ts'
import { createStore } from '../../adapters/store/store.ts'
import { describeOn, freshName } from '../support/databases.ts'
import { installationStoreContract } from './installation-store-contract.ts'

describe('in memory', () => installationStoreContract(async () => createMemoryInstallations()))

describe('on PGlite', () => {
  let pool: EmbeddedPool
  beforeAll(async () => {
    pool = await openEmbeddedPool(undefined)
  })
  afterAll(() => pool.end())
  const open = (schema: string) => createStore({ pool, schema, projections: [], close: async () => {} })

  installationStoreContract(async () => (await open(freshName())).installations)

  test('the table shows no token and no name to whoever has no key', async () => {
    const schema = freshName()
    const { installations } = await open(schema)
    const key = Buffer.alloc(32, 7).toString('base64')
    const dock = { site: 'T2', team: 'T2', name: 'Dock', token: 'xoxb-dock', botUser: 'U0BOT', botId: 'B0BOT' }
    await createInstallations(installations, createSealing(key, [])).keep(dock, new Date())
    const { rows } = await pool.query(`SELECT * FROM ${schema}.chat_installation`, [])
    expect(rows).toHaveLength(1)
    const shown = JSON.stringify(rows)
    for (const secret of ['xoxb', 'Dock', Buffer.from('xoxb-dock').toString('base64').slice(0, 8)])
      expect(shown).not.toContain(secret)
  })
})

describeOn('TEST_DATABASE_URL', 'on PostgreSQL', (url) => {
  installationStoreContract(
    async () => (await openPostgresStore({ url, schema: freshName(), projections: [] })).installations,
  )
})
