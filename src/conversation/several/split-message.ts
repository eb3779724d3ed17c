/** A stretch of a message, and what divides it from the one before it: empty at the start. */
export interface Piece {
  readonly divider: string
  readonly text: string
}

/** What is longer tells a story. */
export const LONGEST_REQUEST = 300
/** And what has more of these is pasted. */
export const MOST_PIECES = 16

const THEN = String.raw`(?:(?:then|also|afterwards|after that)\s+)?`
/** A full stop inside a version divides nothing. Blanks are read from the first of a run alone, so that long runs take no longer. */
const DIVIDER = new RegExp(
  String.raw`(?:(?<!\s)\s+)?(?:[;\n]\s*|,\s+(?:(?:and|but)\s+)?${THEN})|[.!?]\s+(?=\S)|,?(?<!\s)\s+(?:(?:(?:&amp;|&){1,2}|\+)\s+|(?:and|plus)\s+${THEN}|(?:then|followed by|after that)\s+)`,
  'gi',
)

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
