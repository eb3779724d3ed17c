import { expect, test } from 'vitest'
import { errorRateTable } from '../../src/cards/error-rate-table.ts'
import type { Traffic } from '../../src/ports/traffic.ts'
import { errorRates } from '../../src/queries/error-rates.ts'
import { en } from '../../src/texts/en/texts.ts'

const NOW = new Date('2026-03-02T15:00:30.000Z')
const PLACE = { service: 'payments', environment: 'production' }

/** 100 requests in each stretch, of which so many fail as its first minute is past the hour; none in the last ten minutes. */
const traffic: Traffic = {
  async measured(_service, _environment, since, until) {
    const minute = since.getUTCMinutes()
    const requests = minute >= 50 ? 0 : 100
    expect(until.getTime() - since.getTime()).toBe(5 * 60_000 - 1)
    return {
      from: '2026-03-02T14:10:00.000Z',
      releases: requests === 0 ? [] : [{ task: 'TASK-1', requests, errors: minute / 10, latencies: [] }],
    }
  },
}

test('an hour is asked for in stretches of whole minutes; a gap stays one, and nothing is invented before there are figures', async () => {
  const points = await errorRates(PLACE, 60, traffic, NOW)
  expect(points).toHaveLength(10)
  expect(points[0]).toEqual({ at: '2026-03-02T14:10:00.000Z', rate: 0.01 })
  expect(points.slice(-2).map(({ rate }) => rate)).toEqual([null, null])
})

test('where nothing measures there are no points, and no table', async () => {
  const points = await errorRates(PLACE, 60, { measured: async () => undefined }, NOW)
  expect(points).toEqual([])
  expect(errorRateTable('payments', [{ environment: 'production', points }], [], en)).toEqual([])
})

test('a table says the same as its picture, which marks what was deployed', async () => {
  const points = await errorRates(PLACE, 60, traffic, NOW)
  const deployed = [{ at: '2026-03-02T14:20:00.000Z', label: 'v1.4.0' }]
  const [table] = errorRateTable('payments', [{ environment: 'production', points }], deployed, en)
  if (table?.kind !== 'table') throw new Error('no table')
  expect(table.columns).toEqual(['From', 'production'])
  expect(table.rows.slice(0, 2)).toEqual([
    ['14:10 UTC', '1 %'],
    ['14:15 UTC', '1.5 %'],
  ])
  expect(table.rows.at(-1)).toEqual(['14:55 UTC', '–'])
  expect(table.picture?.alt).toBe(
    'The error rate of payments on production was between 1 % and 4.5 %, at the end 4.5 %; 1 deployment is marked.',
  )
  expect(table.picture?.chart).toMatchObject({ kind: 'lines', markers: deployed, series: [{ name: 'production' }] })
})
