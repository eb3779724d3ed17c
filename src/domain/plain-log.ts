import { stripVTControlCharacters } from 'node:util'

/** More of one line is nobody's to read, and would hold up everybody else while it is looked through. */
const LONGEST_LINE = 4_000

/** A log as plain text: no escapes, no control characters, nothing that turns the direction of writing. */
export function plainLog(text: string): string {
  return text.split('\n').map(plainLine).join('\n')
}

function plainLine(line: string): string {
  const bounded = line.slice(0, LONGEST_LINE).replace(/\r$/, '')
  // A progress bar rewrites its line: what stands there in the end is what counts.
  const last = bounded.slice(bounded.lastIndexOf('\r') + 1)
  // Control characters, and those that turn the direction of writing.
  return stripVTControlCharacters(last)
    .replace(/[^\P{Cc}\t]|[\u202A-\u202E\u2066-\u2069]/gu, '')
    .trimEnd()
}

/** @param most How many characters of it at most. */
export function shortenedLine(line: string, most: number): string {
  return line.length > most ? `${line.slice(0, most - 1)}…` : line
}
