import type { UserId } from '../../../src/domain/ids.ts'
import type { Inbox, Suggestion } from '../../../src/ports/chat-platform.ts'

/** How a line could continue where it ends. */
export interface Completion {
  /** The last word as far as it is typed. */
  readonly typed: string
  /** Words it could be, best first; each begins with what is typed. */
  readonly words: readonly string[]
}

/** What names are offered for: only those where this person may deploy, and the versions there. */
const INTENT = 'deploy.start'
const MOST_WORDS = 40

/**
 * Completes the last word: the first one from what people ask for, the others from names of services, environments and
 * the versions of a service that the line names.
 * @param starters First words of what can be asked, such as `deploy`.
 */
export function createCompleteLine(
  starters: readonly string[],
  suggest: Inbox['suggest'],
  by: UserId,
): (line: string) => Promise<Completion> {
  const named = (slot: Suggestion['slot'], typed: string, service?: string): Promise<readonly string[]> =>
    suggest({ intent: INTENT, slot, typed, by, ...(service !== undefined && { service }) })

  return async (line) => {
    const words = line.split(/\s+/)
    const typed = words.at(-1) ?? ''
    if (words.length === 1) return { typed, words: beginningWith(typed, starters) }
    const [services, environments] = await Promise.all([named('service', typed), named('environment', typed)])
    const known = new Set(await named('service', ''))
    const service = words.slice(0, -1).find((word) => known.has(word))
    const versions = service === undefined ? [] : await named('ref', typed, service)
    return { typed, words: beginningWith(typed, [...services, ...environments, ...versions]).slice(0, MOST_WORDS) }
  }
}

function beginningWith(typed: string, words: readonly string[]): readonly string[] {
  const sought = typed.toLowerCase()
  return [...new Set(words)].filter((word) => word.toLowerCase().startsWith(sought))
}

/** What all of them begin with. */
export function commonStart([first = '', ...others]: readonly string[]): string {
  const end = [...first].findIndex((character, index) => others.some((other) => [...other][index] !== character))
  return end === -1 ? first : [...first].slice(0, end).join('')
}
