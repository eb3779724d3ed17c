import { matchesOf, type Span } from './span.ts'

/** A text rewritten to be searched, and where a stretch of it stands in the text it was made from. */
export interface View {
  readonly text: string
  origin(span: Span): Span
}

export const asIs = (text: string): View => ({ text, origin: (span) => span })

/** Escape sequences of terminals, also as JSON writes them, and characters that take no room. */
const UNSEEN =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: it is the control characters that are looked for.
  /(?:\x1b|\\u001[bB])\[[0-9;?]{0,40}[ -/]?[@-~]|\x1b\][^\x07\x1b\n]{0,500}(?:\x07|\x1b\\)|\p{Default_Ignorable_Code_Point}/u
/** Letters, digits and signs in another width or another hand, which stand for plain ones. */
const OTHER_FORMS = /[\u3000\uff01-\uff5e\u{1d400}-\u{1d7ff}]/u
const SEEN_OTHERWISE = new RegExp(`${UNSEEN.source}|${OTHER_FORMS.source}`, 'gu')

/** A text as a reader sees it: without colours and without what takes no room, every letter in its plain form. */
export function asSeen(text: string): View {
  return rewritten(text, SEEN_OTHERWISE, (piece) => {
    return OTHER_FORMS.test(piece) ? piece.normalize('NFKC') : ''
  })
}

/** The end of a line, also as JSON writes it, and how the next one may be indented or quoted. */
const LINE_BREAK = /(?:\\?\r?\n|(?:\\r)?\\n)[ \t]{0,40}(?:[>|] ?)?/g

/** A text as it was before somebody broke it into lines. */
export function inOneLine(view: View): View {
  const joined = rewritten(view.text, LINE_BREAK, () => '')
  return joined.text === view.text ? view : { text: joined.text, origin: (span) => view.origin(joined.origin(span)) }
}

/** What was written at a place of the new text, and the stretch of the old one that it was made from. */
interface Rewrite extends Span {
  readonly at: number
  readonly length: number
}

/** Replaces pieces of a text and keeps account of where everything was. */
function rewritten(text: string, pieces: RegExp, replacement: (piece: string) => string): View {
  const rewrites: Rewrite[] = []
  const parts: string[] = []
  let at = 0
  let done = 0
  for (const { from, to } of matchesOf(pieces, text)) {
    const written = replacement(text.slice(from, to))
    parts.push(text.slice(done, from), written)
    at += from - done
    rewrites.push({ at, length: written.length, from, to })
    at += written.length
    done = to
  }
  if (rewrites.length === 0) return asIs(text)
  parts.push(text.slice(done))
  const stretchAt = (place: number): Span => originOf(place, rewrites)
  return {
    text: parts.join(''),
    origin: ({ from, to }) => ({ from: stretchAt(from).from, to: stretchAt(to - 1).to }),
  }
}

/** Where one unit of the new text comes from. */
function originOf(place: number, rewrites: readonly Rewrite[]): Span {
  const before = rewrites[lastUpTo(place, rewrites)]
  if (before === undefined) return { from: place, to: place + 1 }
  const behind = place - before.at - before.length
  return behind < 0 ? before : { from: before.to + behind, to: before.to + behind + 1 }
}

/** The index of the last rewrite at or before a place, by halving; -1 when there is none. */
function lastUpTo(place: number, rewrites: readonly Rewrite[]): number {
  let low = 0
  let high = rewrites.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((rewrites[middle]?.at ?? 0) <= place) low = middle + 1
    else high = middle
  }
  return low - 1
}
