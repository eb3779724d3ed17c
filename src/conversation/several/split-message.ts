/** A stretch of a message, and what divides it from the one before it: empty at the start. */
export interface Piece {
  readonly divider: string
  readonly text: string
}

/** A full stop inside a version divides nothing. */
const DIVIDER =
  /(?:\s*[;\n]\s*|\s*,?\s+(?:&&|&|\+)\s+|[.!?]\s+(?=\S)|\s*,\s+(?:(?:and|but)\s+)?(?:(?:then|also|afterwards|after that)\s+)?|\s+(?:and|plus)\s+(?:(?:then|also|afterwards|after that)\s+)?|\s+(?:then|followed by|after that)\s+)/gi

/** Where a message may ask for one more thing. Pure; joined again, the pieces are the message. */
export function splitMessage(text: string): readonly Piece[] {
  const pieces: Piece[] = []
  let divider = ''
  let start = 0
  for (const match of text.matchAll(DIVIDER)) {
    pieces.push({ divider, text: text.slice(start, match.index) })
    divider = match[0]
    start = match.index + match[0].length
  }
  return [...pieces, { divider, text: text.slice(start) }]
}

export const joined = (pieces: readonly Piece[]): string =>
  pieces.map(({ divider, text }, index) => (index === 0 ? text : divider + text)).join('')
