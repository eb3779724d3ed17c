import { readFileSync } from 'node:fs'
import { parse } from 'yaml'
import { createUnderstanding, type Understand } from '../../intents/understand.ts'
import type { Catalog, NamedThing } from '../../src/domain/catalog.ts'
import type { DialogueContext } from '../../src/domain/understanding.ts'

/** A Tuesday morning; every case that speaks of time is written for it. */
export const NOW = new Date('2026-03-10T10:00:00Z')

export const NO_CONTEXT: DialogueContext = { by: 'terminal:ana', turns: [] }

export function readYaml(path: string): unknown {
  return parse(readFileSync(new URL(path, import.meta.url), 'utf8'))
}

/** The example catalog that ships with the project. */
export const exampleCatalog = catalogFrom(readYaml('../../config/catalog.example.yaml') as RawCatalog)

/** A catalog with other names in it, some of them ordinary words. */
export const otherCatalog = catalogFrom({
  services: [
    { id: 'ledger', aliases: ['general ledger', 'books'] },
    { id: 'catalog-api', aliases: ['CatalogApi', 'product catalog'] },
    { id: 'notify', aliases: ['notifications'] },
    { id: 'x2' },
  ],
  environments: [
    { id: 'blue-lab', aliases: ['lab'] },
    { id: 'acceptance', aliases: ['uat', 'acc'] },
    { id: 'live-eu', aliases: ['europe'] },
  ],
  rings: [{ id: 'early-birds' }],
  devices: [{ id: 'scanner-9' }],
  workflows: [{ id: 'month-end' }],
  bots: [{ id: 'nemo' }],
})

export type { Understand }
export const understandExample: Understand = createUnderstanding(exampleCatalog)
export const understandOther: Understand = createUnderstanding(otherCatalog)

type RawThing = { readonly id: string; readonly aliases?: readonly string[] }
type RawCatalog = { readonly [Kind in keyof Catalog]?: readonly RawThing[] }

function catalogFrom(raw: RawCatalog): Catalog {
  const named = (things: readonly RawThing[] = []): readonly NamedThing[] =>
    things.map(({ id, aliases = [] }) => ({ id, aliases }))
  return {
    services: named(raw.services),
    environments: named(raw.environments),
    rings: named(raw.rings),
    devices: named(raw.devices),
    workflows: named(raw.workflows),
    bots: named(raw.bots),
  }
}
