import type { Moment } from '../../../../src/domain/card.ts'
import { join, visible } from './plain-text.ts'

/**
 * What Discord's Markdown would read as more than text: a web address (kept, Discord links it), a call of everyone,
 * the beginning of a list or small print, and the characters that format, mention, or link.
 */
const SPECIAL =
  /(?<address>https?:\/\/[\w\-./?=&%#~+:]+)|(?<everyone>@(?=everyone|here))|(?<list>(?<=^[ \t]*)(?:[-+]|\d+(?=[.)])))|(?<mark>[\\*_~`|<>[\]#])|[\s\S]/gmu

/** Discord knows `@everyone` in text however it is escaped; a zero-width space keeps it from being one. */
const ZERO_WIDTH_SPACE = '\u200B'

/**
 * Text that Discord shows exactly as it was, neither formatting nor mentioning, cut to `max` units after escaping. Where it
 * names one of the moments, each reader sees their own time instead.
 */
export function escaped(text: string, max: number, moments: readonly Moment[] = []): string {
  return join(withMoments(visible(text), moments), max)
}

function* withMoments(text: string, moments: readonly Moment[]): Generator<string> {
  const marks = new Map(moments.flatMap((moment) => markOf(moment)))
  if (marks.size === 0) return yield* pieces(text)
  const named = [...marks.keys()].sort((one, other) => other.length - one.length).map(RegExp.escape)
  // A whole word or time only: “19:00” does not name the moment “9:00”.
  for (const part of text.split(new RegExp(`(?<![\\p{L}\\p{N}])(${named.join('|')})(?![\\p{L}\\p{N}])`, 'u'))) {
    const mark = marks.get(part)
    if (mark === undefined) yield* pieces(part)
    else yield mark
  }
}

/** https://docs.discord.com/developers/reference#message-formatting-timestamp-styles */
const TIME_STYLES = { time: 't', 'date and time': 'f' } as const satisfies Record<Moment['shows'], string>

function markOf({ text, at, shows }: Moment): readonly (readonly [string, string])[] {
  const seconds = Math.floor(Date.parse(at) / 1_000)
  const named = visible(text)
  return named === '' || !Number.isSafeInteger(seconds) ? [] : [[named, `<t:${seconds}:${TIME_STYLES[shows]}>`]]
}

function* pieces(text: string): Generator<string> {
  for (const { 0: found, groups = {} } of text.matchAll(SPECIAL)) {
    const { address, everyone, list, mark } = groups
    if (address !== undefined) yield* address
    else if (everyone !== undefined) yield `@${ZERO_WIDTH_SPACE}`
    else if (list !== undefined) yield escapedListMark(list)
    else if (mark !== undefined) yield `\\${mark}`
    else yield found
  }
}

/** A backslash has no effect on digits, so a number is kept from its point instead. */
function escapedListMark(mark: string): string {
  return /\d/.test(mark) ? `${mark}${ZERO_WIDTH_SPACE}` : `\\${mark}`
}

const FENCE = '```'

/** A block in a fixed-width font. When it must be cut, whole lines go, from its beginning. */
export function codeBlock(text: string, max: number): string {
  const room = max - 2 * FENCE.length - 2
  const code = visible(text)
    .trimEnd()
    .replace(/`{2,}/g, (run) => [...run].join(ZERO_WIDTH_SPACE))
  return room < 1 ? '' : `${FENCE}\n${tail(code, room)}\n${FENCE}`
}

function tail(code: string, max: number): string {
  if (code.length <= max) return code
  const kept = code.slice(code.length - max + 2)
  const lineEnd = kept.indexOf('\n')
  return max < 4 ? '' : `…\n${(lineEnd === -1 ? kept : kept.slice(lineEnd + 1)).replace(/^[\uDC00-\uDFFF]/, '')}`
}
