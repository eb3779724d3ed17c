/** Where a text is best divided: between paragraphs, lines, words. What stands there is left out at the end of a piece. */
const SEAMS = ['\n\n', '\n', ' ']
/** A seam further ahead than this would make a piece that is hardly worth a message of its own. */
const LEAST_FILLED = 0.4

const FENCE = '```'
/** Characters that closing and opening a fence again add to a piece, the name of a language included. */
const LONGEST_OPENING = 24
export const FENCE_CHARS = LONGEST_OPENING + FENCE.length + 2

/**
 * The text in pieces that fit, divided at paragraphs, else lines, else words.
 * @param fits Must hold for every beginning of a text for which it holds.
 * @param most Pieces longer than so many characters never fit.
 */
export function splitText(text: string, most: number, fits: (piece: string) => boolean): readonly string[] {
  const pieces: string[] = []
  let rest = text
  while (rest.length > most || !fits(rest)) {
    const end = seamBefore(
      rest,
      mostThatFits(Math.min(most, rest.length - 1), (length) => fits(rest.slice(0, length))),
    )
    pieces.push(rest.slice(0, end).trimEnd())
    rest = rest.slice(end).replace(/^\n+/, '')
  }
  return [...pieces, rest].filter((piece) => piece.trim() !== '')
}

/** The largest number that fits, at least 1. */
export function mostThatFits(most: number, fits: (count: number) => boolean): number {
  let low = 1
  let high = Math.max(1, most)
  while (low < high) {
    const middle = Math.ceil((low + high) / 2)
    if (fits(middle)) low = middle
    else high = middle - 1
  }
  return low
}

/** Each piece with the fences closed that its text leaves open, and opened again in the next one. */
export function closedFences(pieces: readonly string[]): readonly string[] {
  let open: string | undefined
  return pieces.map((piece) => {
    const before = open === undefined ? '' : `${open}\n`
    open = fenceAfter(piece, open)
    return `${before}${piece}${open === undefined ? '' : `\n${FENCE}`}`
  })
}

function fenceAfter(piece: string, before: string | undefined): string | undefined {
  return piece
    .split('\n')
    .filter((line) => line.trimStart().startsWith(FENCE))
    .reduce<string | undefined>(
      (open, line) => (open === undefined ? line.trim().slice(0, LONGEST_OPENING) : undefined),
      before,
    )
}

function seamBefore(text: string, end: number): number {
  for (const seam of SEAMS) {
    const at = text.lastIndexOf(seam, end - 1)
    if (at > 0 && at + seam.length <= text.length && at >= end * LEAST_FILLED) return Math.min(end, at + seam.length)
  }
  // Half of a character shows as a broken one.
  return end > 1 && /[\uD800-\uDBFF]/.test(text.charAt(end - 1)) ? end - 1 : end
}
