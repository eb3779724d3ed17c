import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { keepHouse } from '../../adapters/store/housekeeping.ts'
import type { Queryable } from '../../adapters/store/pool.ts'
import { schemaOf } from '../../adapters/store/schema.ts'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

const MINUTE_MS = 60_000

function noting(fault?: Error): { readonly database: Queryable; readonly asked: string[] } {
  const asked: string[] = []
  const query: Queryable['query'] = async (text) => {
    asked.push(text)
    if (fault) throw fault
    return { rows: [], rowCount: 0 }
  }
  return { database: { query }, asked }
}

test('the tables that change are swept a minute after the start and then every hour, until it is stopped', async () => {
  const { database, asked } = noting()
  const stop = keepHouse(database, schemaOf('mine'))
  expect(asked).toEqual([])
  await vi.advanceTimersByTimeAsync(MINUTE_MS)
  const once = ['document', 'outbox', 'inbox', 'agent'].map((table) => `VACUUM ANALYZE mine.${table}`)
  expect(asked).toEqual(once)
  await vi.advanceTimersByTimeAsync(60 * MINUTE_MS)
  expect(asked).toEqual([...once, ...once])
  stop()
  await vi.advanceTimersByTimeAsync(120 * MINUTE_MS)
  expect(asked).toEqual([...once, ...once])
})

test('a sweep that fails is tried again the next time, and nobody is disturbed', async () => {
  const { database, asked } = noting(new Error('PGlite is closed'))
  const stop = keepHouse(database, schemaOf('mine'))
  await vi.advanceTimersByTimeAsync(61 * MINUTE_MS)
  expect(asked).toEqual(['VACUUM ANALYZE mine.document', 'VACUUM ANALYZE mine.document'])
  stop()
})
