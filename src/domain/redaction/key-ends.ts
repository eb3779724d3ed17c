import { matchesOf, type Span } from './span.ts'

const KEY_END = /-----END [A-Z ]{0,30}PRIVATE KEY(?: BLOCK)?-----/g
const KEY_LINE = /^[\s>|]{0,40}[A-Za-z0-9+/=]{8,120}\s{0,4}$/

/** The tail of a log may start in the middle of a key: the lines before the last line of the key are part of it. */
export function findKeyEnds(text: string): readonly Span[] {
  const spans: Span[] = []
  for (const { from, to } of matchesOf(KEY_END, text)) {
    spans.push({ from: keyBegins(text, from, spans.at(-1)?.to ?? 0), to })
  }
  return spans
}

/** @param floor Where the last key ended: lines before it are not looked at again. */
function keyBegins(text: string, end: number, floor: number): number {
  const before = text.slice(floor, end)
  let begins = end
  let line = before.lastIndexOf('\n') + 1
  while (line > 0) {
    const previous = before.lastIndexOf('\n', line - 2) + 1
    if (!KEY_LINE.test(before.slice(previous, line - 1))) break
    begins = floor + previous
    line = previous
  }
  return begins
}
