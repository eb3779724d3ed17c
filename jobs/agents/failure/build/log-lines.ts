import { stripVTControlCharacters } from 'node:util'
import type { LogLine } from './evidence.ts'

/** Causes of failures stand far nearer to the end than this. */
const READ_CHARACTERS = 1024 * 1024
const READ_LINES = 100_000
/** More of one line is looked at by no pattern; minified code and data fill lines without end. */
const LINE_CHARACTERS = 500

/** The lines of a log as people read them: no colours, no control characters, and what a progress bar left of a line. */
export function logLines(log: string): readonly LogLine[] {
  const from = Math.max(0, log.length - READ_CHARACTERS)
  const lines = log.slice(from).split('\n')
  const read = lines.slice(-READ_LINES)
  const skipped = lineBreaksBefore(log, from) + lines.length - read.length
  return read.map((line, index) => ({ number: skipped + index + 1, text: plainLine(line) }))
}

function lineBreaksBefore(log: string, end: number): number {
  let count = 0
  for (let at = log.indexOf('\n'); at >= 0 && at < end; at = log.indexOf('\n', at + 1)) count++
  return count
}

/** Control characters and those that turn the direction of writing or show nothing. */
const UNSHOWN = /[\p{Cc}\u200B-\u200F\u202A-\u202E\u2060-\u2069\uFEFF]/gu

function plainLine(line: string): string {
  const short = line.length > LINE_CHARACTERS * 4 ? line.slice(0, LINE_CHARACTERS * 4) : line
  const text = /^[\x20-\x7e]*$/.test(short) ? short : shown(short)
  const cut = text.length > LINE_CHARACTERS ? `${text.slice(0, LINE_CHARACTERS - 1)}…` : text
  return cut.trimEnd().toWellFormed()
}

function shown(line: string): string {
  const written = stripVTControlCharacters(line).replace(/\r+$/, '')
  const last = written.slice(written.lastIndexOf('\r') + 1)
  return last.replaceAll('\t', '    ').replace(UNSHOWN, '')
}
