import { stripVTControlCharacters } from 'node:util'

/** A log as plain text: no escapes, no control characters, nothing that turns the direction of writing. */
export function plainLog(text: string): string {
  return (
    stripVTControlCharacters(text)
      .replaceAll('\r\n', '\n')
      // A progress bar rewrites its line: what stands there in the end is what counts.
      .replace(/^.*\r(?=[^\n])/gm, '')
      // Control characters, and those that turn the direction of writing.
      .replace(/[^\P{Cc}\n\t]|[\u202A-\u202E\u2066-\u2069]/gu, '')
      .replace(/[ \t]+$/gm, '')
  )
}

/** @param most How many characters of it at most. */
export function shortenedLine(line: string, most: number): string {
  return line.length > most ? `${line.slice(0, most - 1)}…` : line
}
