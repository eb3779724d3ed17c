import { readdirSync, readFileSync } from 'node:fs'
import { parse } from 'yaml'
import { z } from 'zod'

/** What a language other than English says for values and around requests; a file of intents/languages each. */
export interface Language {
  /** Names of environments in English, and what they are called here. */
  readonly names: Readonly<Record<string, readonly string[]>>
  /** For each slot, its values and the words for them. */
  readonly values: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>
  readonly numbers: Readonly<Record<string, number>>
  /** What is counted, and what stands before a count: "die letzten 5 …". */
  readonly counted: readonly string[]
  readonly ranks: readonly string[]
  /** `units` by their letter, as in `90m`. */
  readonly windows: {
    readonly back: readonly string[]
    readonly ago: readonly string[]
    readonly units: Readonly<Record<string, readonly string[]>>
  }
  readonly days: { readonly yesterday: readonly string[]; readonly today: readonly string[] }
  readonly said: Readonly<Record<Phrase, readonly string[]>>
  /** Verbs that order something. */
  readonly acts: readonly string[]
  /** Words of clauses that deny, tell or suppose. */
  readonly noOrder: readonly string[]
  /** Everyday words: none of them is a misspelled or unknown name, nor a version. */
  readonly ordinary: readonly string[]
}

export type Phrase = 'greeting' | 'thanks' | 'yes' | 'no' | 'around'

const words = z.array(z.string().min(1))
const schema = z.strictObject({
  names: z.record(z.string(), words),
  values: z.record(z.string(), z.record(z.string(), words)),
  numbers: z.record(z.string(), z.number().int()),
  counted: words,
  ranks: words,
  windows: z.strictObject({ back: words, ago: words, units: z.record(z.string(), words) }),
  days: z.strictObject({ yesterday: words, today: words }),
  said: z.strictObject({ greeting: words, thanks: words, yes: words, no: words, around: words }),
  acts: words,
  noOrder: words,
  ordinary: words,
})

const FOLDER = new URL('./languages/', import.meta.url)

/** Read once: every reading of a message looks at them. */
export const LANGUAGES: readonly Language[] = readdirSync(FOLDER)
  .filter((file) => file.endsWith('.yaml'))
  .sort()
  .map((file) => schema.parse(parse(readFileSync(new URL(file, FOLDER), 'utf8'))))

/** Everyday words of all of them. */
export const EVERYDAY_ELSEWHERE: ReadonlySet<string> = new Set(LANGUAGES.flatMap(({ ordinary }) => ordinary))

/** One of the words, the longest first, for use inside a larger pattern. */
export function anyOf(all: readonly string[]): string {
  const longestFirst = [...new Set(all)].sort((a, b) => b.length - a.length)
  return `(?:${longestFirst.map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('|')})`
}

/** What every language says for a yes, a greeting and the like. */
export function saidInAny(phrase: Phrase): readonly string[] {
  return LANGUAGES.flatMap(({ said }) => said[phrase])
}
