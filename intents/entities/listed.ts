import type { ListedThing, Slots } from '../../src/domain/understanding.ts'
import { slotNames } from '../catalog.ts'
import { matchesOf } from '../matches.ts'
import { type Entity, type EntityFinder, overlaps, type Source } from './entity.ts'

const ORDINALS = ['first', 'second', 'third', 'fourth', 'fifth', 'sixth', 'seventh', 'eighth', 'ninth', 'tenth']
const NOUN = `(?:one|task|job|change(?: request)?|approval|incident|deployment|deploy|release|build|run|item|service|entry|bot|device|workflow|guideline|rule)`
const RANK = new RegExp(
  String.raw`\b(?:the |that )?(${ORDINALS.join('|')}|last|latest|newest|top|bottom|former|latter|\d{1,2}(?:st|nd|rd|th)) ${NOUN}\b|\b(?:number|no\.|nr\.?|item|option) (\d{1,2}|${ORDINALS.join('|')}|one|two|three|four|five)\b|\bthe (${ORDINALS.join('|')}|latter|former)(?=$|[.,!?])|^(${ORDINALS.join('|')})$`,
  'gi',
)
const DESCRIBED = new RegExp(
  String.raw`\b(?:the|that) ([\p{L}\p{N}-]{2,40}) ${NOUN}\b|\b(?:the|that) one (?:for|on|in|from|of|with) (?:the )?([\p{L}\p{N}-]{2,40})`,
  'giu',
)
const NUMBERS = ['one', 'two', 'three', 'four', 'five']

/** What the bot showed last, by its place in the list or by what was said of it: "the second one", "the failed task". */
export const findListed: EntityFinder = (source): readonly Entity[] => {
  const { text, listed } = source
  if (listed.length === 0) return []
  const ranked = matchesOf(text, RANK).flatMap((match) =>
    entitiesOf(listed.at(placeOf(match[1] ?? match[2] ?? match[3] ?? match[4] ?? '')), match),
  )
  const described = matchesOf(text, DESCRIBED).flatMap((match) =>
    entitiesOf(describedBy(match[1] ?? match[2] ?? '', source), match),
  )
  const found = [...ranked, ...described.filter((entity) => !ranked.some((other) => overlaps(entity, other)))]
  return found.length > 0
    ? found
    : matchesOf(text, NAMED_IN_PART).flatMap((match) => entitiesOf(namedInPart(match[1] ?? '', source), match))
}

/** "the kiosk" where the list shows one device of that name. */
const NAMED_IN_PART =
  /\b(?:the|that) ([\p{L}\p{N}]{3,40})(?=$|[.,!?;:)]| (?:one|device|host|bot|workflow|please|pls|now|then|first|too|as well|also|again|instead)\b)/giu
const OF_SEVERAL_WORDS: ReadonlySet<string> = new Set(['device', 'workflow', 'bot'])

function namedInPart(word: string, { listed, vocabulary }: Source): ListedThing | undefined {
  const said = word.toLowerCase()
  if (vocabulary.bySqueezed.has(said)) return undefined
  const fitting = listed.filter(
    ({ kind, id }) =>
      OF_SEVERAL_WORDS.has(kind) &&
      id
        .toLowerCase()
        .split(/[^\p{L}\p{N}]+/u)
        .includes(said),
  )
  return fitting.length === 1 ? fitting[0] : undefined
}

/** The place in the list from its beginning, or, below nothing, from its end; past every list if there is no such place. */
function placeOf(said: string): number {
  const word = said.toLowerCase()
  if (word === 'last' || word === 'latter' || word === 'bottom') return -1
  if (word === 'latest' || word === 'newest' || word === 'top' || word === 'former') return 0
  const place = [ORDINALS.indexOf(word), NUMBERS.indexOf(word), Number.parseInt(word, 10) - 1].find((at) => at >= 0)
  return place ?? Number.MAX_SAFE_INTEGER
}

/** The only thing of the list of which the word was said, by state or by name. */
function describedBy(word: string, { listed, vocabulary }: Source): ListedThing | undefined {
  const said = word.toLowerCase()
  const ids = new Set((vocabulary.bySqueezed.get(said.replace(/[^\p{L}\p{N}]/gu, '')) ?? []).map(({ id }) => id))
  const isIt = ({ id, values }: ListedThing) =>
    id.toLowerCase() === said ||
    Object.values(values).some((value) => sameState(String(value), said) || ids.has(String(value)))
  const fitting = listed.filter(isIt)
  return fitting.length === 1 ? fitting[0] : undefined
}

function sameState(value: string, said: string): boolean {
  return value.toLowerCase() === said || (value === 'failed' && /^(?:failing|broken)$/.test(said))
}

function entitiesOf(thing: ListedThing | undefined, match: RegExpExecArray): readonly Entity[] {
  if (!thing) return []
  const span = { start: match.index, end: match.index + match[0].length }
  return Object.entries(slotsOfThing(thing)).flatMap(([slot, value]) =>
    value === undefined ? [] : [{ slot, value, ...span }],
  )
}

const KINDS: Readonly<Record<string, string>> = {
  job: 'task',
  approval: 'change',
  'change request': 'change',
  env: 'environment',
}
const VALUES: Readonly<Record<string, string>> = { env: 'environment', version: 'ref', name: 'service' }

/** A listed thing as values of slots: itself, and what it belongs to. */
export function slotsOfThing({ kind, id, values }: ListedThing): Slots {
  const plain = kind.toLowerCase().replace(/s$/, '')
  const slot = KINDS[plain] ?? plain
  const known = Object.entries(values)
    .map(([name, value]) => [VALUES[name] ?? name, value] as const)
    .filter(([name]) => name === 'service' || name === 'environment' || name === 'device' || name === 'ring')
  return { ...(slotNames.has(slot) ? { [slot]: slot === 'pr' ? Number(id) : id } : {}), ...Object.fromEntries(known) }
}
