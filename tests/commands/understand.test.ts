import { expect, test } from 'vitest'
import { createUnderstanding } from '../../intents/understand.ts'
import { readCatalog } from '../../src/app/commands/understand/catalog-file.ts'
import { createLineReader } from '../../src/app/commands/understand/lines.ts'

const catalog = readCatalog(
  {
    services: [{ id: 'ledger', aliases: ['books'] }, { id: 'parcels' }],
    environments: [{ id: 'production', aliases: ['prod'] }, { id: 'uat' }],
  },
  'catalog.yaml',
)
const answer = createLineReader(createUnderstanding(catalog), () => new Date('2026-03-10T10:00:00Z'))

test('a message is answered with everything that was understood', async () => {
  expect(await answer('{"text":"deploy the books to prod tomorrow at 9am"}')).toEqual({
    text: 'deploy the books to prod tomorrow at 9am',
    intent: 'deploy.schedule',
    confidence: expect.any(Number),
    slots: { service: 'ledger', environment: 'production', at: '2026-03-11T09:00:00Z' },
    missing: [],
    alternatives: expect.any(Array),
    via: 'rules',
    micros: expect.any(Number),
  })
})

test('a misspelled name reads as what it most likely means', async () => {
  expect(await answer('{"text":"deploy parcles to prodcution"}')).toMatchObject({
    slots: { service: 'parcels', environment: 'production' },
    missing: [],
  })
})

test('a dialogue is answered turn by turn', async () => {
  const turns = [
    { user: 'ana', text: 'deploy the ledger', bot: 'asks:environment' },
    { user: 'ben', text: 'status of parcels in production' },
    { user: 'ana', text: 'uat' },
    { user: 'ben', text: 'restart it' },
  ]
  expect(await answer(JSON.stringify({ turns }))).toMatchObject({
    turns: [
      { intent: 'deploy.start', slots: { service: 'ledger' }, missing: ['environment'] },
      { intent: 'deploy.status', slots: { service: 'parcels', environment: 'production' } },
      { intent: 'deploy.start', slots: { service: 'ledger', environment: 'uat' } },
      { intent: 'service.restart', slots: { service: 'parcels', environment: 'production' } },
    ],
  })
})

test('the second one is the second of what the bot had listed', async () => {
  const listed = [
    { kind: 'task', id: 'TASK-4', state: 'failed' },
    { kind: 'task', id: 'TASK-5', state: 'running' },
  ]
  const turns = [
    { user: 'ana', text: 'list tasks' },
    { user: 'ana', text: 'cancel the second one', listed },
  ]
  expect(await answer(JSON.stringify({ turns }))).toMatchObject({
    turns: [{ intent: 'task.list' }, { intent: 'task.cancel', slots: { task: 'TASK-5' } }],
  })
})

test.each(['', 'not json', '[]', '{"txt":"x"}', '{"text":7}', 'null'])(
  'a line that cannot be read says so: %j',
  async (line) => {
    expect(await answer(line)).toEqual({ error: expect.any(String) })
  },
)

test('a catalog that is none is refused with its file and key', () => {
  expect(() => readCatalog({ services: [{ name: 'x' }] }, 'my.yaml')).toThrow(/my\.yaml: services\.0\.id/)
})
