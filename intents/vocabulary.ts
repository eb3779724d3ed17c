import type { Catalog, NamedThing } from '../src/domain/catalog.ts'
import { OTHER_LANGUAGES, spellings as spellingsOf } from './languages.ts'
import { squeeze } from './words.ts'

const KINDS = {
  service: 'services',
  environment: 'environments',
  ring: 'rings',
  device: 'devices',
  workflow: 'workflows',
  bot: 'bots',
} as const satisfies Readonly<Record<string, keyof Catalog>>

/** The kinds of things a catalog names; each is a slot. */
export type NamedKind = keyof typeof KINDS

export interface Name {
  readonly kind: NamedKind
  readonly id: string
  /** Letters and digits of the id or an alias. */
  readonly squeezed: string
}

/** Everything people can name, ready to be looked up. */
export interface Vocabulary {
  readonly names: readonly Name[]
  /** Names of services and environments: what is close to one is asked about. */
  readonly doubtable: readonly Name[]
  /** What a squeezed name stands for: at most one thing of each kind. */
  readonly bySqueezed: ReadonlyMap<string, readonly Name[]>
  /** Words in the longest name, however it is run together or apart. */
  readonly longestInWords: number
}

/** @throws {Error} naming both things when one name stands for two of the same kind. */
export function createVocabulary(catalog: Catalog): Vocabulary {
  const names = kinds().flatMap((kind) => catalog[KINDS[kind]].flatMap((thing) => namesOf(kind, thing)))
  const bySqueezed = new Map<string, readonly Name[]>()
  for (const name of names) bySqueezed.set(name.squeezed, withName(bySqueezed.get(name.squeezed) ?? [], name))
  const own = new Set(bySqueezed.keys())
  for (const name of translated(names))
    if (!own.has(name.squeezed)) bySqueezed.set(name.squeezed, withName(bySqueezed.get(name.squeezed) ?? [], name))
  const doubtable = names.filter(({ kind }) => kind === 'service' || kind === 'environment')
  return { names, doubtable, bySqueezed, longestInWords: Math.max(2, ...allSpellings(catalog).map(wordCount)) }
}

function kinds(): readonly NamedKind[] {
  return Object.keys(KINDS) as NamedKind[]
}

function namesOf(kind: NamedKind, thing: NamedThing): readonly Name[] {
  return spellings(thing)
    .map((name) => ({ kind, id: thing.id, squeezed: squeeze(name) }))
    .filter((name) => name.squeezed !== '')
}

/** What an environment or a ring is called in other languages; a name of the catalog goes before. */
function translated(names: readonly Name[]): readonly Name[] {
  return [...environmentsElsewhere(names), ...ringsElsewhere(names)]
}

/** "anillo 2" */
function ringsElsewhere(names: readonly Name[]): readonly Name[] {
  const words = OTHER_LANGUAGES.flatMap(({ kinds: { ring = [] } }) => ring)
  // What is deployed to a ring has it for an environment.
  const rings = names.filter(
    ({ kind, squeezed }) => (kind === 'ring' || kind === 'environment') && squeezed.startsWith('ring'),
  )
  return rings.flatMap((name) =>
    words.map((word) => ({ ...name, squeezed: name.squeezed.replace(/^ring/, squeeze(word)) })),
  )
}

function environmentsElsewhere(names: readonly Name[]): readonly Name[] {
  return OTHER_LANGUAGES.flatMap((language) =>
    Object.entries(language.names).flatMap(([english, words]) => {
      const name = names.find(({ kind, squeezed }) => kind === 'environment' && squeezed === english)
      return name ? words.flatMap(spellingsOf).map((word) => ({ ...name, squeezed: squeeze(word) })) : []
    }),
  )
}

function withName(others: readonly Name[], name: Name): readonly Name[] {
  const same = others.find((other) => other.kind === name.kind)
  if (!same) return [...others, name]
  if (same.id === name.id) return others
  throw new Error(`The ${name.kind} name "${name.squeezed}" stands for both "${same.id}" and "${name.id}"`)
}

function spellings(thing: NamedThing): readonly string[] {
  return [thing.id, ...thing.aliases]
}

function allSpellings(catalog: Catalog): readonly string[] {
  return kinds().flatMap((kind) => catalog[KINDS[kind]].flatMap(spellings))
}

function wordCount(name: string): number {
  return name.replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2').split(/[^\p{L}\p{N}]+/u).length
}
