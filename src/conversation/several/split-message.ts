import type { SeveralPatterns } from './patterns.ts'

/** A stretch of a message, and what divides it from the one before it: empty at the start. */
export interface Piece {
  readonly divider: string
  readonly text: string
}

/** What is longer tells a story. */
export const LONGEST_REQUEST = 300
/** And what has more of these is pasted. */
export const MOST_PIECES = 16

/** Where a message may ask for one more thing. Pure; joined again, the pieces are the message. */
export function splitMessage(text: string, { divider: dividers, within, bareVerb }: SeveralPatterns): readonly Piece[] {
  const pieces: Piece[] = []
  let divider = ''
  let start = 0
  for (const match of text.matchAll(dividers)) {
    const said = text.slice(start, match.index)
    // "roll dann orders zurück" is one order.
    if (within.test(match[0]) && said.length <= LONGEST_VERB && bareVerb.test(said)) continue
    pieces.push({ divider, text: said })
    divider = match[0]
    start = match.index + match[0].length
  }
  return [...pieces, { divider, text: text.slice(start) }]
}

/** A verb with the polite words around it. */
const LONGEST_VERB = 60

export const joined = (pieces: readonly Piece[]): string =>
  pieces.map(({ divider, text }, index) => (index === 0 ? text : divider + text)).join('')
