import type { Turn } from '../src/domain/understanding.ts'
import type { Reading } from './reading.ts'
import type { Resolved } from './resolved.ts'

const TOPIC =
  /^\W*(?:(?:and|ok|okay|also|yes|well|hm+|then|please)\W+){0,3}(?:with|about|on|regarding|what about|how about) (?:the |a |my )?([\p{L}][\p{L}\p{N} -]{1,50}?)(?: (?:please|pls|then|too|as well))?\W*$/iu

/** "with rollbacks" after help was asked for says on what. */
export function helpTopic({ text, words }: Reading, latest: Turn | undefined): Resolved | undefined {
  const topic = latest?.intent === 'help.show' && words.length <= LONGEST ? TOPIC.exec(text)?.[1] : undefined
  if (topic === undefined) return undefined
  const filling = { slots: { topic }, ambiguous: [], open: [], told: [] }
  return { intent: 'help.show', confidence: 0.85, via: 'rules', filling, carried: {} }
}

/** A topic is named in a few words. */
const LONGEST = 7
