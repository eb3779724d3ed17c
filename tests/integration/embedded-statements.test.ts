import { afterAll, beforeAll, expect, test } from 'vitest'
import { type EmbeddedPool, openEmbeddedPool } from '../../adapters/store/embedded-pool.ts'

let pool: EmbeddedPool

beforeAll(async () => {
  pool = await openEmbeddedPool(undefined)
})
afterAll(() => pool.end())

const KINDS =
  'SELECT $1::text AS text, $2::int AS number, $3::text[] AS list, $4::json AS json, $5::bool AS truth, $6::bigint AS big'

test('values of every kind come back as they went in, at the first asking and when the statement is known', async () => {
  const values = ['a "quoted" \\ word', -7, ['one, two', '{three}', ''], { nested: ['ü'] }, false, '9007199254740993']
  for (const _ of ['first', 'known']) {
    const { rows } = await pool.query(KINDS, values)
    expect(rows).toEqual([
      { text: values[0], number: -7, list: values[2], json: values[3], truth: false, big: '9007199254740993' },
    ])
  }
  const { rows } = await pool.query(KINDS, [null, undefined, null, null, null, null])
  expect(rows).toEqual([{ text: null, number: null, list: null, json: null, truth: null, big: null }])
})

test('a statement that fails says why, and leaves itself and the session usable', async () => {
  const division = 'SELECT 6 / $1::int AS result'
  await expect(pool.query(division, [0])).rejects.toMatchObject({ code: '22012' })
  await expect(pool.query('SELECT $1::nonsense', [1])).rejects.toMatchObject({ code: '42704' })
  expect((await pool.query(division, [2])).rows).toEqual([{ result: 3 }])
})

test('what was learned in a transaction that is undone is known all the same', async () => {
  const client = await pool.connect()
  const sum = 'SELECT 1 + $1::int AS result'
  await client.query('BEGIN')
  await client.query(sum, [1])
  await client.query('ROLLBACK')
  client.release()
  expect((await pool.query(sum, [2])).rows).toEqual([{ result: 3 }])
})

test('any number of different statements is answered', async () => {
  for (let number = 0; number < 1_100; number++) {
    expect((await pool.query(`SELECT $1::int + ${number} AS result`, [1])).rows).toEqual([{ result: number + 1 }])
  }
})
