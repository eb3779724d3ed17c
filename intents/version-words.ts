import { type Entity, overlaps, type Span } from './entities/entity.ts'
import { matchesOf } from './matches.ts'
import { isOrdinary, isOrdinaryEnglish } from './ordinary-words.ts'
import type { Reading } from './reading.ts'

const DAY =
  '(?:yesterday|today|(?:last |this )?(?:night|morning|week|month|(?:mon|tues|wednes|thurs|fri|satur|sun)day))'
const THING = '(?:version|build|release|one|commit|code|state|deploy|deployment)'

/** Which one, said by its day, its number, its fame or where it serves. */
const IN_WORDS = new RegExp(
  [
    `\\b${DAY}'?s ${THING}\\b`,
    `\\b${THING} (?:from|of) (?:the )?${DAY}\\b`,
    `\\b(?:stable|tested|approved|working|original|initial)(?: ${THING}\\b|(?=$|[,.;!?]| (?:of|to|on|in)\\b))`,
    `\\b(?:build|release) (?:number |no\\.? )?#?\\d[\\w.-]*(?! ?(?:s|m|min|minutes?|hours?|days?|times?|services?|of them)\\b)`,
    '\\brelease candidate\\b',
  ].join('|'),
  'gi',
)

/** What is promoted is what serves elsewhere; of what else is done with it the version is to be named. */
const WHERE = /\bwhat(?:ever)?(?:(?:'s| is| was) (?:on|in|live|running|there)\b| we had\b)[^,.;!?\n]{0,40}/gi

const TOKEN = /(?<![\w./#@:-])#?\w(?:[\w./~^+-]*\w)?/g
/** Behind these stands what it is for or where it was said, no version. */
const NO_VERSION_AFTER = /\b(?:for|via|by|about|ticket|issue|story|see|per|re|cc|fixes|closes|in|on|than)(?: the)? $/i
const VERSION_AFTER = /\b(?:at|from|version|ref|branch|tag)(?: the)? $/i

/**
 * What stands in the order and can only be a version, though no rule for refs knows its form: `fix_123`, `rc-7`,
 * `JIRA-123-fix`, "yesterday's build". As typed.
 */
export function versionInWords(intent: string, reading: Reading): string | undefined {
  const parts = orderParts(reading)
  const isOrdered = (span: Span) =>
    parts.some(({ start, end }) => span.start >= start && span.start < end) &&
    !reading.beside.some((other) => overlaps(span, other))
  const pulls = reading.entities.filter(
    ({ slot, start }) => slot === 'pr' && !isElsewhere(reading.text.slice(0, start)),
  )
  const where = intent === 'deploy.promote' ? [] : matchesOf(reading.text, WHERE)
  const said = [...matchesOf(reading.text, IN_WORDS), ...where].map(spanOf)
  const [words] = [...said, ...pulls].filter(isOrdered)
  if (words) return reading.text.slice(words.start, words.end)
  const [token] = matchesOf(reading.text, TOKEN)
    .map(spanOf)
    .filter((span) => isOrdered(span) && isVersion(span, reading))
  return token && reading.text.slice(token.start, token.end)
}

function spanOf(match: RegExpExecArray): Span {
  return { start: match.index, end: match.index + match[0].trimEnd().length }
}

function isElsewhere(before: string): boolean {
  return NO_VERSION_AFTER.test(before)
}

/** Where the service or the environment stands, and what is only a few words beside that. */
function orderParts({ clauses, entities }: Reading): readonly Span[] {
  const named = entities.filter(({ slot }) => slot === 'service' || slot === 'environment')
  return clauses.filter(
    ({ start, end, frame, mood }) =>
      mood !== 'negated' &&
      mood !== 'conditional' &&
      (frame.split(' ').length <= 3 || named.some((entity) => entity.start >= start && entity.start < end)),
  )
}

function isVersion(span: Span, { text, entities }: Reading): boolean {
  const before = text.slice(0, span.start)
  const typed = text.slice(span.start, span.end)
  const taken = entities.filter((entity) => overlaps(entity, span))
  if (isElsewhere(before)) return false
  if (taken.some(({ slot }) => slot !== 'number')) return false
  if (before.endsWith('(') && /^[A-Z]{2,10}-\d+$/.test(typed)) return false
  if (/^#\d/.test(typed)) return true
  if (/^\d+$/.test(typed)) return false
  return (
    looksLikeVersion(typed) || (typed.includes('-') && (VERSION_AFTER.test(before) || isSecondTo(before, entities)))
  )
}

/** "roll back payments on production to my-branch": the environment is known, so this is none. */
function isSecondTo(before: string, entities: readonly Entity[]): boolean {
  return /\bto $/i.test(before) && entities.some(({ slot }) => slot === 'environment')
}

function looksLikeVersion(typed: string): boolean {
  if (/^[0-9a-f]{7,40}$/i.test(typed) && !isOrdinary(typed.toLowerCase())) return true
  if (/_|\d[.-]\d|[a-z][.-]\d|\d[.-][a-z]/i.test(typed)) return true
  return typed.length >= 4 && (/\d/.test(typed) || typed.includes('/')) && !isWords(typed)
}

function isWords(typed: string): boolean {
  return typed.split(/[/-]/).every((part) => part.length < 2 || isOrdinaryEnglish(part.toLowerCase()))
}
