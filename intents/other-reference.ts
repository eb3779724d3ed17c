import type { ListedThing, Slots, Turn } from '../src/domain/understanding.ts'
import type { Entity, EntityFinder } from './entities/entity.ts'
import { slotsOfThing } from './entities/listed.ts'
import { matchesOf } from './matches.ts'
import { THINGS, type Thing, thingOf } from './referent.ts'

const NOUN = '(?:one|task|job|change(?: request)?|approval|incident|build|run|service|app|device|workflow|bot)s?'
/** "the other day" and "the rest of the week" are other things altogether. */
const OTHER = new RegExp(
  String.raw`\bthe (?:other|remaining|rest)(?: ${NOUN}| of (?:them|those))?(?=$|[.,;!?)]| (?:too|as well|also|then|now|still|already|yet|done|finished|ready|running|ok|okay|fine|please|again|down|back|up|out|off|for|in|on|to|because|and)\b)|\bthe others(?=$|[.,;!?)]| (?:too|as well|also)\b)`,
  'gi',
)

/** "the one before": what was named before what was named last. */
const BEFORE =
  /\bthe (?:one|task|job|change|incident|build|run|device) (?:before|earlier)(?: (?:that|it|this)(?: one)?)?(?=$|[.,;!?)]| (?:please|pls|too|as well|then|now|instead)\b)/gi

/** Stands for "the other one" where it may be any of several. */
export const UNCLEAR = 'other'

/**
 * "the other one": what is left of the list the bot has shown, or the other of two things of a kind that this person
 * spoke of. Where there is no such thing, or more than one, nothing is guessed.
 */
export const findOther: EntityFinder = ({ text, turns, listed }) => {
  const before = matchesOf(text, BEFORE).flatMap((match) => entitiesAt(match, namedBefore(turns)))
  const matches = matchesOf(text, OTHER)
  if (matches.length === 0) return before
  const left = leftOf(turns, listed)
  const [only] = left
  const values = left.length === 1 && only ? Object.entries(only) : [[UNCLEAR, ''] as const]
  return [...before, ...matches.flatMap((match) => entitiesAt(match, values))]
}

type Value = readonly [slot: string, value: string | number | undefined]

function entitiesAt(match: RegExpExecArray, values: readonly Value[]): readonly Entity[] {
  const span = { start: match.index, end: match.index + match[0].length }
  return values.flatMap(([slot, value]) => (value === undefined ? [] : [{ slot, value, ...span }]))
}

/** "the one before" of a service is its version. */
const HAS_ID: ReadonlySet<string> = new Set(['task', 'change', 'incident', 'run'])

function namedBefore(turns: readonly Turn[]): readonly Value[] {
  const [last] = turns
  const kind = last && thingOf(last)
  if (kind === undefined || !HAS_ID.has(kind)) return []
  const [before] = othersOf(kind, last?.slots[kind], turns)
  return before ? Object.entries(before) : [[UNCLEAR, '']]
}

function leftOf(turns: readonly Turn[], listed: readonly ListedThing[]): readonly Slots[] {
  if (listed.length > 1)
    return listed.map(slotsOfThing).filter((thing) => !turns.some((turn) => isNamedIn(turn, thing)))
  const [last] = turns
  const kind = last && thingOf(last)
  return kind === undefined ? [] : othersOf(kind, last?.slots[kind], turns)
}

function isNamedIn({ slots }: Turn, thing: Slots): boolean {
  const kind = THINGS.find((name) => thing[name] !== undefined)
  return kind !== undefined && slots[kind] === thing[kind]
}

function othersOf(kind: Thing, known: Slots[string], turns: readonly Turn[]): readonly Slots[] {
  const values = new Set(
    turns.map(({ slots }) => slots[kind]).filter((value) => value !== undefined && value !== known),
  )
  return [...values].map((value) => ({ [kind]: value }))
}
