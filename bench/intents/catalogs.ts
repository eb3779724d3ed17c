import { readFileSync } from 'node:fs'
import { parse } from 'yaml'
import { readCatalog } from '../../src/app/commands/understand/catalog-file.ts'
import type { Catalog } from '../../src/domain/catalog.ts'

const example = new URL('../../config/catalog.example.yaml', import.meta.url)
const unseen = new URL('../../tests/intents/heldout/catalog.unseen.yaml', import.meta.url)

const read = (file: URL): Catalog => readCatalog(parse(readFileSync(file, 'utf8')), file.pathname)

/** The catalog the project ships, and one whose names stand nowhere else in it. */
export const catalogs = { 'example catalog': read(example), 'unseen catalog': read(unseen) } as const
