import { createValueFinder } from './redaction/configured-values.ts'
import { findTokens } from './redaction/kept-rules.ts'
import { findKeyEnds } from './redaction/key-ends.ts'
import { cutOut, type Span } from './redaction/span.ts'
import { asIs, asSeen, inOneLine, type View } from './redaction/view.ts'
import { findShapes } from './secret-shapes.ts'

/** What stands in a text where a secret stood. */
export const REDACTED = '[secret]'

/**
 * Takes secrets out of texts: every value given, however it is written, encoded or broken into lines, and everything that
 * has the shape of a well-known kind of secret. Takes time in proportion to the length of the text.
 */
export function createRedactor(values: readonly string[]): (text: string) => string {
  const findValues = createValueFinder(values)
  return (text) => {
    const seen = asSeen(text)
    const views = [asIs(text), seen, inOneLine(seen)].filter((view, at, all) => view.text !== all[at - 1]?.text)
    return cutOut(text, [...findValues(views), ...findInView(seen)], REDACTED)
  }
}

function findInView(view: View): readonly Span[] {
  return [findShapes, findTokens, findKeyEnds].flatMap((find) => find(view.text)).map(view.origin)
}

/** One text without secrets; see {@link createRedactor}. */
export function redactSecrets(text: string, values: readonly string[]): string {
  return createRedactor(values)(text)
}
