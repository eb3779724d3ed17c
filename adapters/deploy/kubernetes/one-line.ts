const LONGEST_REASON = 300

/** One line without a full stop, so that it can stand in a sentence. */
export function whyOf(error: unknown): string {
  const said = error instanceof Error ? error.message || codeOf(error) : String(error)
  return oneLine(said) || 'it says nothing'
}

/** Some errors of connections have only a code. */
const codeOf = (error: Error): string => ('code' in error && typeof error.code === 'string' ? error.code : error.name)

export function oneLine(text: string): string {
  const line = text
    .replace(/[\p{Cc}\s]+/gu, ' ')
    .trim()
    .replace(/[.:;]+$/, '')
  return line.length > LONGEST_REASON ? `${line.slice(0, LONGEST_REASON - 1)}…` : line
}
