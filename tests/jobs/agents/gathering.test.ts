import { expect, test } from 'vitest'
import { isOutOfHours, localTime } from '../../../jobs/agents/deploy-risk/local-time.ts'
import { touchesMigration } from '../../../jobs/agents/deploy-risk/touches-migration.ts'
import { failingPaths } from '../../../jobs/agents/failure/triage/failing-paths.ts'

test.each([
  'db/migrate/20261118_add_orders.rb',
  'prisma/migrations/20261118_orders/migration.sql',
  'prisma/schema.prisma',
  'src/main/resources/db/migration/V12__orders.sql',
  'alembic/versions/4f2a_orders.py',
  'migrations/0001_initial.py',
  'apps/shop/migrations/0007_auto.py',
])('%s migrates a database', (path) => {
  expect(touchesMigration(path)).toBe(true)
})

test.each([
  'docs/migrations/how-to.md',
  'db/migrations/README.md',
  'src/migration-banner.tsx',
  'tests/migrations/apply.test.ts',
  'node_modules/knex/lib/migrations/run.js',
])('%s migrates none', (path) => {
  expect(touchesMigration(path)).toBe(false)
})

test('the paths of the project that a log names are found, once each and in their order', () => {
  const log = [
    ' FAIL  tests/invoice.test.ts > rounds',
    ' ❯ round ./src/money/round.ts:9:3',
    '    at run (file:///build/billing/src/run.js:3:1)',
    '    at Module._compile (node:internal/modules/cjs/loader:1554:14)',
    ' ❯ node_modules/vitest/dist/index.js:1:1',
    ' ❯ tests/invoice.test.ts:41:26',
    'FAIL\tgithub.com/acme/gateway/internal/route\t0.02s',
  ].join('\n')
  expect(failingPaths(log)).toEqual([
    'tests/invoice.test.ts',
    'src/money/round.ts',
    '/build/billing/src/run.js',
    'github.com/acme/gateway/internal/route',
  ])
})

test('a log full of paths gives the first twenty', () => {
  const log = Array.from({ length: 500 }, (_, index) => `src/file-${index}.ts:1:1`).join('\n')
  expect(failingPaths(log)).toHaveLength(20)
})

test('hour and weekday are those of the people', () => {
  expect(localTime('2026-11-20T22:00:00Z', 'Pacific/Auckland')).toEqual({
    weekday: 6,
    hour: 11,
    text: 'Saturday, after 11:00',
    isTheirs: true,
  })
  expect(localTime('2026-11-20T22:00:00Z', 'Nowhere/At_All').text).toBe('Friday, after 22:00 UTC')
})

test.each([
  ['2026-11-18T10:00:00Z', false],
  ['2026-11-18T06:59:00Z', true],
  ['2026-11-18T18:00:00Z', true],
  ['2026-11-20T14:59:00Z', false],
  ['2026-11-20T15:00:00Z', true],
  ['2026-11-21T10:00:00Z', true],
  ['2026-11-22T10:00:00Z', true],
])('at %s it is out of hours: %s', (at, expected) => {
  expect(isOutOfHours(localTime(at, 'UTC'))).toBe(expected)
})
