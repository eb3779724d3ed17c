import { expect, test } from 'vitest'
import { type Evidence, supportedValue } from '../../src/conversation/model/supported-slots.ts'

const named = (id: string, ...aliases: string[]) => ({ id, aliases })
const catalog: Evidence['catalog'] = {
  services: [named('billing-api', 'billing'), named('payments', 'pay')],
  environments: [named('staging', 'stg'), named('production', 'prod')],
  rings: [named('canary', 'ring 1')],
  devices: [],
  workflows: [],
  bots: [],
}
const supported = (slot: string, value: string, text: string, ...known: Evidence['known']) =>
  supportedValue(slot, value, { text, catalog, known })

test.each([
  ['service', 'billing-api', 'get Billing API out', 'billing-api'],
  ['service', 'billing-api', 'get billing out', 'billing-api'],
  ['service', 'Billing', 'get billing_api out', 'billing-api'],
  ['environment', 'prod', 'is prod ok', 'production'],
  ['ring', 'canary', 'only Ring-1 please', 'canary'],
  ['ref', 'v1.2.0', 'ship v1.2.0 now', 'v1.2.0'],
  ['ref', 'feature/login', 'ship feature/login', 'feature/login'],
  ['strategy', 'Blue-Green', 'use blue green', 'blue-green'],
  ['task', 'task-42', 'kill number 42', 'TASK-42'],
  ['count', '5', 'the last 5', 5],
  ['reason', 'it leaks memory', 'stop it because It leaks memory!', 'It leaks memory'],
])('%s “%s” is taken from “%s”', (slot, value, text, normal) => {
  expect(supported(slot, value, text)).toBe(normal)
})

test.each([
  ['a service that was not named', 'service', 'payments', 'get billing out'],
  ['a service that does not exist', 'service', 'checkout', 'get checkout out'],
  ['a misspelled name', 'environment', 'production', 'get it to prodcution'],
  ['a name inside another word', 'service', 'payments', 'the payer complains'],
  ['a ref that was not said', 'ref', 'v9.9.9', 'ship v1.2.0'],
  ['an option of a command', 'ref', '--upload-pack=evil', 'ship --upload-pack=evil'],
  ['a strategy that was not said', 'strategy', 'canary', 'ship it'],
  ['a strategy that does not exist', 'strategy', 'yolo', 'ship it yolo'],
  ['a task with another number', 'task', 'TASK-4', 'kill 42'],
  ['a task in another form', 'task', '42; drop table', 'kill 42; drop table'],
  ['a count in words', 'count', 'five', 'the last five'],
  ['a length of time, which is reckoned', 'window', '3600', 'the last 3600'],
  ['a reason nobody gave', 'reason', 'approved by the boss', 'stop it'],
  ['nothing', 'reason', ' ', 'stop it'],
])('%s is dropped', (_, slot, value, text) => {
  expect(supported(slot, value, text)).toBeUndefined()
})

test('a value of this message or of an earlier one of the same person needs no second mention', () => {
  expect(supported('window', '3600', 'the last hour', { window: 3600 })).toBe(3600)
  expect(supported('environment', 'production', 'take it back', {}, { environment: 'production' })).toBe('production')
  expect(supported('environment', 'production', 'take it back', { service: 'production' })).toBeUndefined()
})
