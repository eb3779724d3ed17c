import { readFileSync } from 'node:fs'
import { parse } from 'yaml'
import { readCatalog } from '../../src/app/commands/understand/catalog-file.ts'
import type { SaidTurn } from '../../src/app/commands/understand/turn.ts'
import type { Catalog } from '../../src/domain/catalog.ts'
import type { Slots } from '../../src/domain/understanding.ts'
import { catalogs } from './catalogs.ts'
import type { ExpectedTurn } from './dialogues.ts'
import type { HeldOut } from './heldout.ts'

/**
 * Written by people who had seen the list of intents and nothing else, the second round when the first had been looked at
 * often. Look at the totals, never at the lines.
 */
const ROUNDS = ['first', 'second'] as const
type Round = (typeof ROUNDS)[number]

function read(round: Round, file: string): string {
  return readFileSync(new URL(`../../tests/intents/heldout/from-contract/${round}/${file}`, import.meta.url), 'utf8')
}

function linesOf<Line>(round: Round, file: string): readonly Line[] {
  const lines = read(round, file).trim().split('\n')
  return lines.map((line) => JSON.parse(line) as Line)
}

function otherCatalog(round: Round): Catalog {
  return readCatalog(parse(read(round, 'catalog.other.yaml')), 'catalog.other.yaml')
}

export interface ContractLines {
  readonly name: string
  readonly catalog: Catalog
  readonly lines: readonly HeldOut[]
}

export function contractLines(): readonly ContractLines[] {
  return ROUNDS.flatMap((round) => [
    {
      name: `${round} round, example catalog`,
      catalog: catalogs['example catalog'],
      lines: linesOf<HeldOut>(round, 'messages.jsonl'),
    },
    {
      name: `${round} round, a catalog of its own`,
      catalog: otherCatalog(round),
      lines: linesOf<HeldOut>(round, 'messages.other.jsonl'),
    },
  ])
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
