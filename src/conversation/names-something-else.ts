import type { Catalog } from '../domain/catalog.ts'

/** What stands where a place is named: “the database”, “to live”, “on prod”. */
const NAMED = /\b(?:the|our|my|to|into|onto|on|in|at)\s+(?:the\s+|our\s+|my\s+)?(\p{L}[\p{L}\d_-]*)/giu

/** Words that stand there without naming a place. */
const NO_PLACE: ReadonlySet<string> = new Set(
  (
    'service app application release version build deployment change commit latest newest last previous current old new ' +
    'one same fix rollback it this that there here now please'
  ).split(' '),
)

/** Whether a message may name a place that is not known: then none is taken for it, and its person is asked. */
export function namesSomethingElse(text: string, { services, environments }: Catalog): boolean {
  const known = new Set([...services, ...environments].flatMap(({ id, aliases }) => [id, ...aliases]).map(plain))
  return [...text.matchAll(NAMED)].some(([, word = '']) => !NO_PLACE.has(plain(word)) && !known.has(plain(word)))
}

const plain = (word: string): string => word.toLowerCase()
