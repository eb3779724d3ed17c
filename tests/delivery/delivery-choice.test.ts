import { createHash } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { sampleService } from '../../adapters/source/sample/sample-service.ts'
import { deliveryFor } from '../../src/app/wiring/delivery.ts'
import { perService } from '../../src/app/wiring/per-service.ts'

type Kind = 'near' | 'far' | 'unused'

test('each service is asked about where it has the ability from, one kind being opened once for all of its services', () => {
  const opened: string[] = []
  const abilities = perService({
    services: [
      { id: 'mail', kind: 'near' },
      { id: 'shop', kind: 'far' },
      { id: 'stock', kind: 'far' },
    ] as const,
    kindOf: ({ kind }): Kind => kind,
    usual: 'near',
    open(kind, services) {
      opened.push(`${kind}: ${services.map(({ id }) => id).join(', ')}`)
      return { kind }
    },
  })
  expect(['mail', 'shop', 'stock'].map((service) => abilities.of(service).kind)).toEqual(['near', 'far', 'far'])
  expect(opened).toEqual(['near: mail', 'far: shop, stock'])
  expect(abilities.all).toEqual([{ kind: 'near' }, { kind: 'far' }])
})

test('a service that is not declared any more is asked about at the usual kind', () => {
  const services: readonly { readonly id: string; readonly kind: Kind }[] = [{ id: 'shop', kind: 'far' }]
  const abilities = perService({ services, kindOf: ({ kind }) => kind, usual: 'near', open: (kind) => kind })
  expect(abilities.of('mail')).toBe('near')
})

test('the recipe of a local service is what plans hold that were made before targets could be chosen', () => {
  const folder = mkdtempSync(join(tmpdir(), 'shipmate-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  const { build: _, ...service } = sampleService(folder)
  const { start, healthPath } = service.deploy
  const { recipe } = deliveryFor({ folder, services: [service] })
  const essence = JSON.stringify([service.repository, null, start, healthPath])
  expect(recipe(service.id)).toBe(createHash('sha256').update(essence).digest('hex').slice(0, 16))
  expect(recipe('unknown')).toBe(createHash('sha256').update('null').digest('hex').slice(0, 16))
})
