import { afterAll, beforeAll, expect, test } from 'vitest'
import { type EmbeddedPool, openEmbeddedPool } from '../../adapters/store/embedded-pool.ts'
import type { Pool, PoolClient, Queryable } from '../../adapters/store/pool.ts'
import { schemaOf } from '../../adapters/store/schema.ts'
import { createStore } from '../../adapters/store/store.ts'
import { watchWrites } from '../../adapters/store/writes.ts'
import { StoreUnavailableError } from '../../src/ports/event-store.ts'

let pool: EmbeddedPool
let full = false

beforeAll(async () => {
  pool = await openEmbeddedPool(undefined)
})
afterAll(() => pool.end())

/** As PostgreSQL says it; what is only read goes on working. */
const NO_SPACE = Object.assign(new Error('could not extend file: No space left on device'), { code: '53100' })

function onFullDisk<Session extends Queryable>(session: Session): Session {
  return new Proxy(session, {
    get(target, name) {
      const value = Reflect.get(target, name)
      if (typeof value !== 'function') return value
      if (name === 'query')
        return (text: string, parameters?: readonly unknown[]) =>
          full && /INSERT INTO/.test(text) ? Promise.reject(NO_SPACE) : target.query(text, parameters)
      if (name === 'connect') return async () => onFullDisk((await (target as unknown as Pool).connect()) as PoolClient)
      return value.bind(target)
    },
  })
}

test('a database that answers and takes nothing is not ready, until there is room again', async () => {
  const { store } = await createStore({ pool: onFullDisk<Pool>(pool), projections: [], close: async () => {} })
  let appends = 0
  const append = () => {
    const streams = [{ stream: `s${appends++}`, expectedVersion: 0, bodies: [{ type: 'thing.happened' }] }]
    return store.append({ streams, correlationId: 'c', actor: 'test', at: new Date() })
  }
  await append()
  await store.ping()

  full = true
  await expect(append()).rejects.toBeInstanceOf(StoreUnavailableError)
  await expect(store.ping()).rejects.toBeInstanceOf(StoreUnavailableError)
  await expect(store.ping()).rejects.toBeInstanceOf(StoreUnavailableError)

  full = false
  await store.ping()
  expect(await store.readAll(0, 10)).toHaveLength(1)
  expect(await append()).toMatchObject({ kind: 'appended' })
})

test('an answer that comes after a write has failed does not call the database ready', async () => {
  const answer = Promise.withResolvers<{ rows: []; rowCount: number }>()
  const refused = new StoreUnavailableError('no room')
  const writes = watchWrites(
    { query: () => answer.promise, transaction: () => Promise.reject(refused) },
    schemaOf('shipmate'),
  )
  const looking = writes.check()
  await expect(writes.watched(() => Promise.reject(refused))).rejects.toBe(refused)
  answer.resolve({ rows: [], rowCount: 0 })
  await looking
  await expect(writes.check()).rejects.toBe(refused)
})
