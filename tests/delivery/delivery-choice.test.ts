import { createHash } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { sampleService } from '../../adapters/source/sample/sample-service.ts'
import { Secret } from '../../config/secret.ts'
import { deliveryFor } from '../../src/app/wiring/delivery.ts'
import { perPlace } from '../../src/app/wiring/per-place.ts'

type Kind = 'near' | 'far' | 'unused'

test('each place is asked about where it has the ability from, one kind being opened once for all of its services', () => {
  const opened: string[] = []
  const abilities = perPlace({
    services: [
      { id: 'mail', environments: { staging: 'near', production: 'near' } },
      { id: 'shop', environments: { staging: 'near', production: 'far' } },
      { id: 'stock', environments: { production: 'far' } },
    ] as readonly { id: string; environments: Record<string, Kind> }[],
    kindOf: ({ environments }, environment) => environments[environment] ?? 'unused',
    usual: 'near',
    open(kind, services) {
      opened.push(`${kind}: ${services.map(({ id }) => id).join(', ')}`)
      return { kind }
    },
  })
  const places = ['mail staging', 'mail production', 'shop staging', 'shop production', 'stock production']
  const kinds = places.map((place) => {
    const [service = '', environment = ''] = place.split(' ')
    return abilities.of(service, environment).kind
  })
  expect(kinds).toEqual(['near', 'near', 'near', 'far', 'far'])
  expect(opened).toEqual(['near: mail, shop', 'far: shop, stock'])
  expect(abilities.all).toEqual([{ kind: 'near' }, { kind: 'far' }])
})

test('a place that is not declared any more is asked about at the usual kind', () => {
  const services = [{ id: 'shop', environments: { production: {} } }]
  const abilities = perPlace<(typeof services)[number], Kind, Kind>({
    ...{ services, usual: 'near', kindOf: () => 'far', open: (kind) => kind },
  })
  const places = ['shop production', 'mail production', 'shop staging', 'shop constructor']
  const kinds = places.map((place) => {
    const [service = '', environment = ''] = place.split(' ')
    return abilities.of(service, environment)
  })
  expect(kinds).toEqual(['far', 'near', 'near', 'near'])
})

test('the recipe of a local service is what plans hold that were made before targets could be chosen', () => {
  const folder = mkdtempSync(join(tmpdir(), 'shipmate-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  const { build: _, ...service } = sampleService(folder)
  const { start, healthPath } = service.local
  const { recipe } = deliveryFor({ folder, services: [service] })
  const hashed = (essence: unknown): string =>
    createHash('sha256').update(JSON.stringify(essence)).digest('hex').slice(0, 16)
  expect(recipe(service.id, 'staging')).toBe(hashed([service.repository, null, start, healthPath]))
  expect(recipe(service.id)).toBe(hashed([service.repository, null]))
  expect(recipe('unknown')).toBe(hashed(null))
})

test('a recipe has the variables of a place and the names of its secrets, and never their values', () => {
  const recipeWith = (env: string, secret: string, name = 'DATABASE_URL'): string => {
    const variables = { env: { REGION: env }, secretEnv: { [name]: new Secret(secret) } }
    const { build: _, ...sample } = sampleService('/nowhere')
    const service = { ...sample, environments: { staging: { target: { kind: 'local', port: 1, variables } as const } } }
    return deliveryFor({ folder: '/nowhere', services: [service] }).recipe(service.id, 'staging')
  }
  expect(recipeWith('eu', 'one')).toBe(recipeWith('eu', 'another'))
  expect(new Set([recipeWith('eu', 'one'), recipeWith('us', 'one'), recipeWith('eu', 'one', 'DB')]).size).toBe(3)
})
