import { readdirSync, readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { parse } from 'yaml'
import { z } from 'zod'
import type { AskingWords } from '../src/domain/asking-words.ts'

const words = z.array(z.string().min(1))
/** What every language has, English too; src/domain/asking-words.ts says what each is for. */
const asking = z.strictObject({
  several: z.strictObject({
    and: words,
    or: words,
    but: words,
    next: words,
    later: words,
    beforeNames: words,
    aroundNames: words,
    versions: words,
    compares: words,
    corrects: words,
    denies: words,
    polite: words,
    asks: words,
    asksLast: words,
    orders: words,
    ordersLast: words,
    standIns: words,
  }),
  failures: z.strictObject({
    opening: words,
    closing: words,
    things: words,
    failed: z.string(),
    cause: words,
    log: words,
    says: words,
  }),
  placeWords: z.record(z.string(), z.string()),
  verbsWithIt: z.record(z.string(), z.string()),
  conditions: words,
  courtesies: words,
  holds: z.strictObject({
    only: words,
    later: words,
    starts: words,
    denied: words,
    negates: words,
    exceptions: words,
    courtesies: words,
    openers: words,
    acts: words,
    because: words,
    reasons: words,
    anything: words,
  }),
})
const schema = asking.extend({
  /** Names of environments in English, and what they are called here. */
  names: z.record(z.string(), words),
  /** What stands before a name, and nouns that follow one in a compound: "auf live", "Prod-Deployment". */
  beforeNames: words,
  compounds: words,
  /** For each slot, its values and the words for them. */
  values: z.record(z.string(), z.record(z.string(), words)),
  /** What stands before a number or a name and says of what kind it is: "Aufgabe 42", "rama develop". */
  kinds: z.record(z.string(), words),
  /** What sets a value against the one that is meant: "statt checkout". */
  insteadOf: words,
  numbers: z.record(z.string(), z.number().int()),
  /** What is counted, and what stands before a count: "die letzten 5 …". */
  counted: words,
  ranks: words,
  /** `units` by their letter, as in `90m`. */
  windows: z.strictObject({ back: words, ago: words, halves: words, units: z.record(z.string(), words) }),
  days: z.strictObject({ yesterday: words, today: words }),
  moments: z.strictObject({
    /** How many days from now. */
    days: z.record(z.string(), z.number().int()),
    /** From Sunday on. */
    weekdays: z.array(words).length(7),
    months: words.length(12),
    /** Around a day and an hour, before a length of time, and what none of them may follow. */
    beforeDay: words,
    behindDay: words,
    beforeHour: words,
    behindHour: words,
    /** Behind an hour that no other word announces. */
    oClock: words,
    ahead: words,
    notAfter: words,
    parts: z.strictObject({ morning: words, noon: words, afternoon: words, evening: words, night: words }),
    /** A part of the day that says by itself which day: "esta noche". */
    partsOfToday: z.record(z.string(), z.enum(['morning', 'noon', 'afternoon', 'evening', 'night'])),
  }),
  /** What opens a reason, and a condition; of "aber nur wenn …" only "aber" is no part of it. */
  because: words,
  beforeConditions: words,
  providedThat: words,
  /** What stands before words of the person's own choosing, as patterns. */
  ownWords: z.record(z.string(), words),
  said: z.strictObject({ greeting: words, thanks: words, yes: words, no: words, around: words }),
  /** Verbs that order something. */
  acts: words,
  /** Words of clauses that deny, tell or suppose, and patterns of such words. */
  noOrder: words,
  toldBy: words,
  /** Patterns of what a clause ends with that only says whose words follow. */
  reports: words,
  /** Patterns of what asks politely for what it seems to wonder about. */
  politeQuestions: words,
  /** What a clause begins with, and patterns of what it holds, that is politeness and no reason; and what an order begins with. */
  noReasonFirst: words,
  noReason: words,
  orderFirst: words,
  /** Patterns of what speaks of incidents. */
  incidents: words,
  /** What stands before a name that is not meant. */
  deniedNames: words,
  /** Who may not, where it is forbidden to all. */
  nobody: words,
  /** A pattern of what the plain form of a verb ends with. */
  plainForm: z.string(),
  /** Words of a wish, beside the verbs that order, and patterns of how people say roundabout what they want done. */
  wishes: words,
  wishedBy: words,
  /** Patterns of what a clause ends with that only says how welcome it would be what the next one begins with `hopedWith`. */
  hopes: words,
  hopedWith: words,
  /** Patterns of what a hoped-for clause holds because it is hoped for. */
  hoped: words,
  /** For each intent: the slots a message must hold, and patterns of what orders it, or asks for it. */
  orders: z.record(
    z.string(),
    z.strictObject({ of: words, says: words, unless: words.optional(), asked: z.literal(true).optional() }),
  ),
  /** Everyday words: none of them is a misspelled or unknown name, nor a version. */
  ordinary: words,
})

/** What a language other than English says for values and around requests; a file of intents/languages each. */
export interface LanguageWords extends z.infer<typeof schema> {
  /** The file's name: `de`. */
  readonly code: string
}

export type Phrase = keyof LanguageWords['said']
export type PartOfDay = keyof LanguageWords['moments']['parts']

const FOLDER = new URL('./languages/', import.meta.url)

const ENGLISH = 'en.yaml'

/** Read once: every reading of a message looks at them. */
export const OTHER_LANGUAGES: readonly LanguageWords[] = readdirSync(FOLDER)
  .filter((file) => file.endsWith('.yaml') && file !== ENGLISH)
  .sort()
  .map((file) => ({ code: basename(file, '.yaml'), ...schema.parse(wordsOf(file)) }))

function wordsOf(file: string): unknown {
  return parse(readFileSync(new URL(file, FOLDER), 'utf8'))
}

/**
 * How people ask, in all languages together: who writes one of them takes a word of another now and then, and "then to
 * prod" alone is in none.
 */
export const ASKING_WORDS: AskingWords = askingIn([asking.parse(wordsOf(ENGLISH)), ...OTHER_LANGUAGES])

function askingIn(all: readonly z.infer<typeof asking>[]): AskingWords {
  return {
    several: joinedWords(all.map(({ several }) => several)),
    failures: all.map(({ failures }) => failures),
    placeWords: spelled(all.map(({ placeWords }) => placeWords)),
    verbsWithIt: spelled(all.map(({ verbsWithIt }) => verbsWithIt)),
    conditions: [...all.map(({ conditions }) => conditions), ...OTHER_LANGUAGES.map(({ providedThat }) => providedThat)]
      .flat()
      .flatMap(spellings),
    courtesies: all.flatMap(({ courtesies }) => courtesies),
    holds: joinedWords(all.map(({ holds }) => holds)),
    names: joinedWords(OTHER_LANGUAGES.map(({ names }) => names)),
  }
}

/** Under each key what all of them have there, in every spelling. */
function joinedWords<Key extends string>(all: readonly Readonly<Record<Key, readonly string[]>>[]) {
  const joined: Partial<Record<Key, readonly string[]>> = {}
  for (const one of all)
    for (const key of Object.keys(one) as Key[])
      joined[key] = [...new Set([...(joined[key] ?? []), ...one[key].flatMap(spellings)])]
  return joined as Readonly<Record<Key, readonly string[]>>
}

function spelled(all: readonly Readonly<Record<string, string>>[]): Readonly<Record<string, string>> {
  const entries = all.flatMap(Object.entries<string>)
  return Object.fromEntries(entries.flatMap(([said, meant]) => spellings(said).map((word) => [word, meant])))
}

/** Everyday words of all of them. */
export const EVERYDAY_ELSEWHERE: ReadonlySet<string> = new Set(
  OTHER_LANGUAGES.flatMap(({ ordinary }) => ordinary.flatMap(spellings)),
)

/** One of the words, the longest first, for use inside a larger pattern; with and without their accents. */
export function anyOf(all: readonly string[]): string {
  const longestFirst = [...new Set(all.flatMap(spellings))].sort((a, b) => b.length - a.length)
  return `(?:${longestFirst.map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('|')})`
}

/** A word as keyboards without its letters write it: "zurück", "zurueck", "zuruck". */
export function spellings(word: string): readonly string[] {
  if (/^[\x20-\x7E]*$/.test(word)) return [word]
  return [...new Set([word, plainLetters(word), word.normalize('NFD').replace(/\p{M}/gu, '').replace(/ß/g, 'ss')])]
}

/** The usual way to write a word in letters of every keyboard. */
function plainLetters(word: string): string {
  return word
    .replace(/ä/g, 'ae')
    .replace(/ö/g, 'oe')
    .replace(/ü(?!e)/g, 'ue')
    .replace(/ß/g, 'ss')
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
}

/** What every language says for a yes, a greeting and the like. */
export function saidInAny(phrase: Phrase): readonly string[] {
  return OTHER_LANGUAGES.flatMap(({ said }) => said[phrase])
}
