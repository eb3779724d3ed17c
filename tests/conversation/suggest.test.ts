import { expect, test } from 'vitest'
import type { AccessDecision } from '../../src/access/decide-access.ts'
import { createSuggest, type SuggestParts } from '../../src/conversation/suggest.ts'

/** Ana may roll back in production, and deploy to staging. */
const MAY: ReadonlySet<string> = new Set(['rollback.start billionmail production', 'deploy.start billionmail staging'])

const permissions = {
  decide: async (
    _: unknown,
    { intent, service, environment }: { intent: string; service?: string; environment?: string },
  ) =>
    (MAY.has(`${intent} ${service} ${environment}`)
      ? { kind: 'allowed', rule: 'a test' }
      : { kind: 'refused', rule: 'a test', sentence: 'No.' }) satisfies AccessDecision,
}

const suggest = createSuggest({
  catalog: {
    services: [{ id: 'billionmail', aliases: ['mail'] }],
    environments: [
      { id: 'staging', aliases: [] },
      { id: 'production', aliases: ['prod'] },
    ],
  },
  settings: { services: [{ id: 'billionmail', environments: ['staging', 'production'] }] },
  delivery: { versions: async () => ['v1.1.0', 'v1.0.0'] },
  permissions,
} as unknown as SuggestParts)

const asked = (intent: string, slot: 'service' | 'environment' | 'ref', typed = '') =>
  suggest({ intent, slot, typed, by: 'slack:ana', service: 'mail' })

test('a command suggests the places where its person may have what it asks for', async () => {
  expect(await asked('rollback.start', 'environment')).toEqual(['production'])
  expect(await asked('deploy.start', 'environment')).toEqual(['staging'])
  expect(await asked('deploy.status', 'environment')).toEqual([])
})

test('the versions of a service are for whoever may name that service', async () => {
  expect(await asked('rollback.start', 'ref', 'v1.0')).toEqual(['v1.0.0'])
  expect(await asked('deploy.status', 'ref')).toEqual([])
})

test('what can not be done yet suggests nothing', async () => {
  expect(await asked('service.restart', 'service')).toEqual([])
})

const SERVICES = ['payments-api', 'api-gateway', 'billing', 'shipping-api']
const inOrder = (typed: string) =>
  createSuggest({
    catalog: {
      services: SERVICES.map((id) => ({ id, aliases: id === 'billing' ? ['invoices'] : [] })),
      environments: [{ id: 'staging', aliases: [] }],
    },
    settings: { services: SERVICES.map((id) => ({ id, environments: ['staging'] })) },
    delivery: { versions: async () => [] },
    permissions: { decide: async () => ({ kind: 'allowed', rule: 'a test' }) satisfies AccessDecision },
  } as unknown as SuggestParts)({ intent: 'deploy.start', slot: 'service', typed, by: 'slack:ana' })

test.each([
  ['', SERVICES],
  ['api', ['api-gateway', 'payments-api', 'shipping-api']],
  ['ping', ['shipping-api']],
  ['Inv', ['billing']],
  ['pyapi', ['payments-api']],
  ['shpping', ['shipping-api']],
  ['bililng', []],
  ['xy', []],
])('“%s” is completed best first', async (typed, names) => {
  expect(await inOrder(typed)).toEqual(names)
})
