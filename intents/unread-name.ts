import type { Reading } from './reading.ts'

/** What stands where a place is named: “the database”, “to live”, “auf dem Server”, “en vivo”. */
const NAMED =
  /(?<!\p{L})(?:the|our|my|to|into|onto|on|in|at|auf|nach|im|am|zum|zur|der|die|das|den|dem|en|al|el|la|los|las)\s+(\p{L}[\p{L}\d_-]*)/giu

/** Words that stand there without naming a place. */
const NO_NAME: ReadonlySet<string> = new Set(
  (
    'the our my service app application release version build deployment change commit latest newest last previous current ' +
    'old new one same fix rollback it this that there here now please'
  ).split(' '),
)

/** Whether a word stands where a service or an environment is named, and nothing was made of it. */
export function hasUnreadName({ text, entities, doubts }: Reading): boolean {
  const read = [...entities, ...doubts]
  return [...text.matchAll(NAMED)].some((match) => {
    const word = match[1] ?? ''
    const at = match.index + match[0].length - word.length
    return !NO_NAME.has(word.toLowerCase()) && !read.some(({ start, end }) => start <= at && at < end)
  })
}
