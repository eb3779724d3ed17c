import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createPhraseReader } from '../../intents/phrases.ts'
import { createUnderstanding } from '../../intents/understand.ts'
import { withPhrases } from '../../intents/with-phrases.ts'
import type { WorkflowDefinition } from '../../src/domain/workflows/definition.ts'

const workflow = (id: string, phrases: readonly string[]): WorkflowDefinition => ({
  ...{ id, phrases, confirm: true, steps: [] },
  inputs: {
    service: { type: 'service' },
    version: { type: 'version' },
    region: { type: 'choice', options: ['eu', 'us'] },
    count: { type: 'number' },
    note: { type: 'text' },
  },
})
const workflows = [
  workflow('rotate', ['rotate the keys of {service}']),
  workflow('failover', ['fail over to {region}']),
  workflow('page', ['tell the night shift {note}']),
  workflow('scale-out', ['add {count} workers for {service} with {version}']),
  workflow('undo', ['roll back {service} on staging']),
]
const catalog = {
  services: [
    { id: 'payments', aliases: ['payment service'] },
    { id: 'billionmail', aliases: [] },
  ],
  environments: [{ id: 'staging', aliases: [] }],
  ...{ rings: [], devices: [], bots: [] },
  workflows: workflows.map(({ id }) => ({ id, aliases: [] })),
}
const read = createPhraseReader(catalog, workflows)

test.each([
  ['rotate the keys of payments', 'rotate', { service: 'payments' }],
  ['@shipmate please rotate keys of the payment service, please!', 'rotate', { service: 'payments' }],
  ['Could you rotate the kyes of payments', undefined, {}],
  ['rotatte the keys of payments', 'rotate', { service: 'payments' }],
  ['fail over to EU', 'failover', { region: 'eu' }],
  ['fail over to mars', undefined, {}],
  ['tell the night shift all is well', 'page', { note: 'all is well' }],
  ['add 3 workers for billionmail with v1.2.0', 'scale-out', { count: '3', service: 'billionmail', version: 'v1.2.0' }],
  ['add many workers for billionmail with v1.2.0', undefined, {}],
  ['rotate the keys of payments and then go home', undefined, {}],
])('“%s” is %s', (text, id, inputs) => {
  const found = read(text)
  expect([found?.workflow, found?.inputs ?? {}]).toEqual([id, inputs])
})

test('no text breaks the reader, however long', () => {
  fc.assert(fc.property(fc.string({ maxLength: 3_000 }), (text) => void read(text)))
  expect(read('rotate '.repeat(20_000))).toBeUndefined()
})

const understand = withPhrases(createUnderstanding(catalog), catalog, workflows)
const said = (text: string) => understand(text, { by: 'slack:ana', turns: [] }, new Date(0))

test('a phrase is taken where nothing built in is as close, and both are offered where something is', () => {
  expect(said('rotate the keys of payments')).toMatchObject({ intent: 'workflow.start', slots: { workflow: 'rotate' } })
  const both = said('roll back payments on staging')
  expect(both.confidence).toBeLessThan(0.6)
  expect([both.intent, both.alternatives[0]?.intent]).toEqual(['workflow.start', 'rollback.start'])
  expect(said('deploy payments to staging').intent).toBe('deploy.start')
  expect(said('what is live on staging?').intent).toBe('deploy.status')
})

test('an answer to what is open is no phrase, whatever a team calls its workflows', () => {
  const hostile = withPhrases(createUnderstanding(catalog), catalog, [workflow('purge', ['yes please', 'do it now'])])
  const open = { by: 'slack:ana', turns: [], waitingFor: { kind: 'yes-or-no' } } as const
  expect(hostile('yes', open, new Date(0)).intent).toBe('confirm.yes')
  expect(hostile('yes please', { by: 'slack:ana', turns: [] }, new Date(0)).intent).toBe('confirm.yes')
})
