import { expect, test } from 'vitest'
import { createUnderstanding } from '../../intents/understand.ts'
import { exampleCatalog, NO_CONTEXT, NOW } from './support.ts'

const understand = createUnderstanding(exampleCatalog)
const read = (text: string) => understand(text, NO_CONTEXT, NOW)
const [service] = exampleCatalog.services
const name = service?.id ?? ''

test.each([
  [`scale ${name} to 1000000`, 1_000_000],
  [`scale ${name} to 5000000 replicas on staging`, 5_000_000],
  [`skaliere ${name} auf staging auf 1000000`, 1_000_000],
  [`escala ${name} en staging a 1000000`, 1_000_000],
  [`skaliere ${name} auf null`, 0],
  [`fahr ${name} auf staging auf null runter`, 0],
  [`escala ${name} en staging a cero`, 0],
  [`scale ${name} down to zero on staging`, 0],
  [`scale ${name} to 3 replicas`, 3],
])('%s: %i instances', (text, count) => {
  const { intent, slots } = read(text)
  expect([intent, slots.count, slots.ref]).toEqual(['service.scale', count, undefined])
})

test('a commit of seven digits is deployed, not scaled to', () => {
  const { intent, slots } = read(`deploy ${name} 1000000 to staging`)
  expect([intent, slots.ref]).toEqual(['deploy.start', '1000000'])
})

test.each([
  `sperre ${name} auf production`,
  `sperr ${name} auf production für 2 Stunden`,
  `bitte ${name} auf production sperren`,
  `bloquea ${name} en production`,
])('%s: locks, and never unlocks', (text) => {
  const { intent, alternatives } = read(text)
  expect([intent, alternatives.map((other) => other.intent)]).toEqual([
    'deploy.lock',
    expect.not.arrayContaining(['deploy.unlock']),
  ])
})

test.each([`entsperre ${name} auf production`, `heb die Sperre auf ${name} auf`, `desbloquea ${name} en production`])(
  '%s: unlocks',
  (text) => {
    expect(read(text).intent).toBe('deploy.unlock')
  },
)
