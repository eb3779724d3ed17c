import { readFileSync } from 'node:fs'
import { parse } from 'yaml'
import { readCatalog } from '../../src/commands/understand/catalog-file.ts'
import type { SaidTurn } from '../../src/commands/understand/turn.ts'
import type { Catalog } from '../../src/domain/catalog.ts'
import type { Slots } from '../../src/domain/understanding.ts'
import { catalogs } from './catalogs.ts'
import type { ExpectedTurn } from './dialogues.ts'
import type { HeldOut } from './heldout.ts'

/** Written by somebody who had seen the list of intents and nothing else. Look at the totals, never at the lines. */
const folder = new URL('../../tests/intents/heldout/from-contract/', import.meta.url)

const read = (file: string): string => readFileSync(new URL(file, folder), 'utf8')
const linesOf = <Line>(file: string): readonly Line[] =>
  read(file)
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Line)

const other = readCatalog(parse(read('catalog.other.yaml')), 'catalog.other.yaml')

export interface ContractLines {
  readonly name: string
  readonly catalog: Catalog
  readonly lines: readonly HeldOut[]
}

export function contractLines(): readonly ContractLines[] {
  return [
    { name: 'example catalog', catalog: catalogs['example catalog'], lines: linesOf('messages.jsonl') },
    { name: 'a catalog of its own', catalog: other, lines: linesOf('messages.other.jsonl') },
  ]
}

interface WrittenDialogue {
  readonly catalog?: 'other'
  readonly turns: readonly (SaidTurn & { readonly expect: { readonly intent: string; readonly slots: Slots } })[]
}

export function contractDialogues(): readonly { readonly catalog: Catalog; readonly turns: readonly ExpectedTurn[] }[] {
  return linesOf<WrittenDialogue>('dialogues.jsonl').map(({ catalog, turns }) => ({
    catalog: catalog === 'other' ? other : catalogs['example catalog'],
    turns: turns.map(({ expect, ...said }) => ({ said, ...expect })),
  }))
}
