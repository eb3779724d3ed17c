import { ASSERTION } from './causes/tests.ts'
import { type LogLine, MOST_LINES } from './evidence.ts'
import type { Finding } from './findings.ts'

/** How far below a failed test its comparison and its place stand. */
const BELOW_TEST = 25
/** Empty, or npm's indentation. */
const SAYS_NOTHING = /^(?:npm (?:error|ERR!))?\s*$/
const PLACE = /^\s{0,12}(?:❯|at |test at )\s{0,2}.{0,200}?[\w./-]{1,200}:\d{1,6}/

/** The lines that show a cause: its own, those that belong to it, then others that show the same kind of it. */
export function shownLines(cause: Finding, found: readonly Finding[], lines: readonly LogLine[]): readonly LogLine[] {
  const start = cause.line.number - (lines[0]?.number ?? 1)
  const following = lines.slice(start + 1).filter(({ text }) => !SAYS_NOTHING.test(text))
  const own = [cause.line, ...following.slice(0, cause.pattern.follows ?? 0)]
  const below = cause.pattern.kind === 'test' ? belowTest(lines.slice(start + 1, start + 1 + BELOW_TEST)) : []
  const alike = found.filter(({ pattern }) => pattern.kind === cause.pattern.kind).map(({ line }) => line)
  const shown = [...new Set([...own, ...below, ...alike])].slice(0, MOST_LINES)
  return shown.toSorted((a, b) => a.number - b.number)
}

function belowTest(lines: readonly LogLine[]): readonly LogLine[] {
  const comparison = lines.filter(({ text }) => ASSERTION.test(text)).slice(0, 3)
  return [...comparison, ...lines.filter(({ text }) => PLACE.test(text)).slice(0, 2)]
}

const LOOKS_BAD =
  /\b(?:\w{0,60}error|fail(?:ed|ure)?|fatal|\w{0,60}exception|panic|abort(?:ed)?|denied|refused|cannot|no such|not in)\b|exit(?:ed)? (?:with )?(?:code|status) [1-9]/i
const STACK = /^\s{1,12}(?:at|in) /
const WARNS = /^(?:npm (?:warn|WARN|error A complete log|ERR! A complete log)|warning )/
const MOST_UNKNOWN = 5

/** Whether a line of a log that nothing is known about looks like an error. */
export function looksBad(text: string): boolean {
  return LOOKS_BAD.test(text) && !WARNS.test(text) && !STACK.test(text)
}

/** The lines of a log that nothing is known about: the last that look bad, else simply the last ones. */
export function lastBadLines(lines: readonly LogLine[]): readonly LogLine[] {
  const told = lines.filter(({ text }) => text.trim() !== '')
  const bad = told.filter(({ text }) => looksBad(text))
  const [anything] = [bad, told, lines].filter((some) => some.length > 0)
  return (anything ?? []).slice(-MOST_UNKNOWN)
}
