import type { DialogueContext, Understanding } from '../src/domain/understanding.ts'

type Read = (text: string, context: DialogueContext, now: Date) => Understanding

/** More than one message has, with all that is asked about its parts. */
const MOST = 50

/**
 * The same words in the same context are read once: whoever handles a message looks at its words from several sides.
 *
 * @param names What else an answer depends on; once it is another, nothing is remembered.
 */
export function rememberReadings(understand: Read, names: () => unknown): Read {
  const read = new Map<string, Understanding>()
  let known = names()
  return (text, context, now) => {
    if (names() !== known) read.clear()
    known = names()
    const key = JSON.stringify([text, context, now.getTime()])
    const before = read.get(key)
    if (before) return before
    const understanding = understand(text, context, now)
    read.set(key, understanding)
    for (const oldest of read.keys()) {
      if (read.size <= MOST) break
      read.delete(oldest)
    }
    return understanding
  }
}
