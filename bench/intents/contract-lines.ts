import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { parse } from 'yaml'
import { readCatalog } from '../../src/app/commands/understand/catalog-file.ts'
import type { SaidTurn } from '../../src/app/commands/understand/turn.ts'
import type { Catalog } from '../../src/domain/catalog.ts'
import type { Slots } from '../../src/domain/understanding.ts'
import { catalogs } from './catalogs.ts'
import type { ExpectedTurn } from './dialogues.ts'
import type { HeldOut } from './heldout.ts'

/**
 * Written by people who had seen the list of intents and a catalog and nothing else, each round when the one before had been
 * looked at often. Look at the totals, never at the lines.
 */
const ROUNDS = readdirSync(new URL('../../tests/intents/heldout/from-contract/', import.meta.url)).sort()

/** Languages that a round may have lines in beside English ones. */
const OTHER_LANGUAGES = { de: 'German', es: 'Spanish' } as const

/** A line, and in what way its person put it: plain, indirect, polite, misspelled, non-native, short or talk. */
export interface ContractLine extends HeldOut {
  /** Undefined in the first two rounds. */
  readonly kind?: string
}

function fileOf(round: string, file: string): URL {
  return new URL(`../../tests/intents/heldout/from-contract/${round}/${file}`, import.meta.url)
}

function linesOf<Line>(round: string, file: string): readonly Line[] {
  const lines = readFileSync(fileOf(round, file), 'utf8').trim().split('\n')
  return lines.map((line) => JSON.parse(line) as Line)
}

function otherCatalog(round: string): Catalog {
  return readCatalog(parse(readFileSync(fileOf(round, 'catalog.other.yaml'), 'utf8')), 'catalog.other.yaml')
}

export interface ContractLines {
  readonly name: string
  readonly catalog: Catalog
  readonly lines: readonly ContractLine[]
}

/** A round may have been written for what the one before had shown only. */
function linesIn(round: string, file: string, name: string, catalog: () => Catalog): readonly ContractLines[] {
  if (!existsSync(fileOf(round, file))) return []
  return [{ name: `${round} round, ${name}`, catalog: catalog(), lines: linesOf<ContractLine>(round, file) }]
}

const exampleCatalog = (): Catalog => catalogs['example catalog']

/** The English lines of every round. */
export function contractLines(): readonly ContractLines[] {
  return ROUNDS.flatMap((round) => [
    ...linesIn(round, 'messages.jsonl', 'example catalog', exampleCatalog),
    ...linesIn(round, 'messages.other.jsonl', 'a catalog of its own', () => otherCatalog(round)),
  ])
}

/** Those in other languages, with the names of the example catalog. */
export function contractLinesElsewhere(): readonly ContractLines[] {
  return ROUNDS.flatMap((round) =>
    Object.entries(OTHER_LANGUAGES).flatMap(([code, language]) =>
      linesIn(round, `messages.${code}.jsonl`, language, exampleCatalog),
    ),
  )
}

interface WrittenDialogue {
  readonly catalog?: 'other'
  readonly turns: readonly (SaidTurn & { readonly expect: { readonly intent: string; readonly slots: Slots } })[]
}

export interface ContractDialogue {
  readonly catalog: Catalog
  readonly turns: readonly ExpectedTurn[]
}

export function contractDialogues(): readonly {
  readonly name: string
  readonly written: readonly ContractDialogue[]
}[] {
  return ROUNDS.map((round) => ({
    name: `from the contract alone, ${round} round`,
    written: linesOf<WrittenDialogue>(round, 'dialogues.jsonl').map(({ catalog, turns }) => ({
      catalog: catalog === 'other' ? otherCatalog(round) : catalogs['example catalog'],
      turns: turns.map(({ expect, ...said }) => ({ said, ...expect })),
    })),
  }))
}
