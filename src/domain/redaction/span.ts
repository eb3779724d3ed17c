/** A stretch of a text, in UTF-16 units: from its first character to behind its last. */
export interface Span {
  readonly from: number
  readonly to: number
}

/** The text with a mark in the place of each stretch; stretches that overlap or touch get one mark. */
export function cutOut(text: string, spans: readonly Span[], mark: string): string {
  if (spans.length === 0) return text
  const parts: string[] = []
  let done = 0
  let open: Span | undefined
  for (const span of spans.toSorted((a, b) => a.from - b.from)) {
    if (open && span.from <= open.to) {
      open = { from: open.from, to: Math.max(open.to, span.to) }
      continue
    }
    if (open) parts.push(text.slice(done, open.from), mark)
    done = open?.to ?? 0
    open = span
  }
  if (open) parts.push(text.slice(done, open.from), mark, text.slice(open.to))
  return parts.join('')
}

/** Where a pattern matches, without what its first group keeps: that stands at its beginning. @param pattern Global. */
export function matchesOf(pattern: RegExp, text: string): readonly Span[] {
  const spans: Span[] = []
  // `matchAll` copies the pattern each time, which takes longer than looking through a line.
  pattern.lastIndex = 0
  for (let match = pattern.exec(text); match; match = pattern.exec(text)) {
    const [found, kept = ''] = match
    spans.push({ from: match.index + kept.length, to: match.index + found.length })
  }
  return spans
}
