import type { Language } from '../src/domain/language.ts'
import type { ListedThing, Turn } from '../src/domain/understanding.ts'
import { type Clause, clausesOf } from './clauses.ts'
import { findAdjuncts } from './entities/adjuncts.ts'
import { findMetrics, findSeverities, findStates, findStrategies, findSuites } from './entities/choices.ts'
import { findCounts } from './entities/counts.ts'
import { findDoubtfulNames } from './entities/doubtful-names.ts'
import {
  type DoubtfulName,
  type Entity,
  type EntityFinder,
  isInside,
  overlaps,
  type Source,
  type Span,
} from './entities/entity.ts'
import { findForeignMoments } from './entities/foreign-moments.ts'
import { findForeignConditions, findForeignReasons } from './entities/foreign-tails.ts'
import { findBareNumbers, findIds, findPullRequests } from './entities/ids.ts'
import { findListed } from './entities/listed.ts'
import { findMoments } from './entities/moments.ts'
import { findNames } from './entities/names.ts'
import {
  findForeignCounts,
  findForeignMetrics,
  findForeignRefs,
  findForeignStates,
  findForeignStrategies,
  findForeignSuites,
  findForeignWindows,
} from './entities/other-languages.ts'
import { findParameters } from './entities/parameters.ts'
import { findBranchPaths, findRefs } from './entities/refs.ts'
import { findBotsSpokenOf } from './entities/spoken-of.ts'
import { findConditions, findQuotes, findReasons } from './entities/tails.ts'
import { findWindows } from './entities/windows.ts'
import { findOther } from './other-reference.ts'
import type { Vocabulary } from './vocabulary.ts'
import { type Word, wordsOf } from './words.ts'

/** A message with everything found in it: what classifiers, slots and context work on. */
export interface Reading {
  readonly text: string
  readonly language: Language | undefined
  readonly words: readonly Word[]
  readonly clauses: readonly Clause[]
  /** Values of the request itself, in the order of the text. */
  readonly entities: readonly Entity[]
  /** Values inside a reason, condition, contrast or purpose: they describe, and only a question may use them. */
  readonly asides: readonly Entity[]
  /** Where such things are said. */
  readonly beside: readonly Span[]
  readonly doubts: readonly DoubtfulName[]
}

/** Values that stand for themselves; where two overlap, the earlier finder is the surer one. */
const FINDERS: readonly EntityFinder[] = [
  findParameters,
  findOther,
  findListed,
  findPullRequests,
  findBranchPaths,
  findNames,
  findBotsSpokenOf,
  findIds,
  findForeignMoments,
  findMoments,
  findWindows,
  findForeignWindows,
  findCounts,
  findForeignCounts,
  findStrategies,
  findForeignStrategies,
  findRefs,
  findForeignRefs,
  findSeverities,
  findBareNumbers,
]

/** Words that mean a value to some intents and are plain words to the others: they stay visible in the frames. */
export const ANNOTATORS: readonly EntityFinder[] = [
  findStates,
  findMetrics,
  findSuites,
  findForeignStates,
  findForeignMetrics,
  findForeignSuites,
]

/** Values of one kind beyond these are a list somebody pasted; comparing them all would take time and tell nothing. */
const VALUES_READ = 200

/** What is known before a text is read. */
export interface Surroundings {
  readonly vocabulary: Vocabulary
  readonly now: Date
  readonly language?: Language | undefined
  readonly listed?: readonly ListedThing[] | undefined
  readonly turns?: readonly Turn[]
}

export function readText(text: string, { vocabulary, now, language, listed = [], turns = [] }: Surroundings): Reading {
  const words = wordsOf(text)
  const source: Source = { text, words, hasDigit: /\d/.test(text), language, vocabulary, now, listed, turns }
  const values: Entity[] = []
  for (const finder of FINDERS) addNew(values, finder(source))
  const tails = tailsOf(source, values)
  const annotations = ANNOTATORS.flatMap((finder) => finder(source))
  const outside = (entity: Entity) => !tails.some((tail) => isInside(entity, tail))
  const requested = [...values.filter(outside), ...tails]
  const adjuncts = findAdjuncts(text, language, inOrder(requested))
  const isAside = (entity: Entity) => !outside(entity) || adjuncts.some((adjunct) => isInside(entity, adjunct))
  const told = values.filter(({ slot }) => slot === 'title')
  const inTitle =
    told.length === 0 ? [] : findNames(source).filter((name) => told.some((title) => isInside(name, title)))
  const doubts = findDoubtfulNames(source, [...values, ...tails])
  return {
    text,
    language,
    words,
    clauses: clausesOf(text, [...requested, ...doubts.map(placeholderOf)]),
    entities: inOrder([...requested, ...annotations].filter((entity) => !isAside(entity) || tails.includes(entity))),
    asides: inOrder([...[...values, ...annotations].filter(isAside), ...inTitle]),
    beside: [...tails, ...adjuncts],
    doubts,
  }
}

/** A finder may name a span twice only when it says both together: one name for a service and for a bot. */
function addNew(found: Entity[], more: readonly Entity[]): void {
  const own = found.length
  for (const entity of more.slice(0, VALUES_READ)) {
    const isTaken = found.some((other, index) => overlaps(entity, other) && (index < own || !isTwin(entity, other)))
    if (!isTaken) found.push(entity)
  }
}

function isTwin(entity: Entity, other: Entity): boolean {
  return entity.slot !== other.slot && entity.start === other.start && entity.end === other.end
}

/** Reasons and conditions, unless one was given by name. */
function tailsOf(source: Source, values: readonly Entity[]): readonly Entity[] {
  const tails = [findReasons, findConditions, findForeignReasons, findForeignConditions, findQuotes].flatMap((find) =>
    find(source),
  )
  const named = values.filter((value) => value.slot === 'reason' || value.slot === 'conditions')
  return tails.filter((tail, index) => ![...named, ...tails.slice(0, index)].some((other) => overlaps(tail, other)))
}

function placeholderOf(doubt: DoubtfulName): Entity {
  const slot = doubt.candidates.length > 0 ? doubt.slot : 'unknown'
  return { slot, value: doubt.typed, start: doubt.start, end: doubt.end }
}

function inOrder(entities: readonly Entity[]): readonly Entity[] {
  return [...entities].sort((a, b) => a.start - b.start)
}
