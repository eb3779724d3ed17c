const NONE: readonly RegExpExecArray[] = []

/** What `matchAll` finds, without a copy of the pattern for every text. @param pattern Global; it never matches nothing. */
export function matchesOf(text: string, pattern: RegExp): readonly RegExpExecArray[] {
  pattern.lastIndex = 0
  let match = pattern.exec(text)
  if (match === null) return NONE
  const found: RegExpExecArray[] = []
  for (; match !== null; match = pattern.exec(text)) found.push(match)
  return found
}
