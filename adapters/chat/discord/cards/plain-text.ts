import { stripVTControlCharacters } from 'node:util'

/** Reorders what is read, or cannot be seen at all: the means to make one name look like another. */
const BIDI = /[\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/g
const INVISIBLE = /[\u00AD\u115F\u1160\u180E\u200B\u200C\u2060-\u2065\u206A-\u206F\u3164\uFEFF\uFFA0]/g
const TAGS = /[\u{E0000}-\u{E007F}]/gu
/** The zero-width joiner stays only where it makes one emoji of two. */
const LOOSE_JOINER =
  /(?<!\p{Extended_Pictographic}|\p{Emoji_Modifier}|\uFE0F)\u200D|\u200D(?!\p{Extended_Pictographic})/gu
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is to be removed; tab and line feed stay.
const CONTROL = /[\u0000-\u0008\u000B-\u001F\u007F-\u009F]/g

/** Text as people will see it: without terminal colours, control, direction and invisible characters. */
export function visible(text: string): string {
  return stripVTControlCharacters(text)
    .replace(/\r\n?/g, '\n')
    .replace(BIDI, '')
    .replace(INVISIBLE, '')
    .replace(TAGS, '')
    .replace(LOOSE_JOINER, '')
    .replace(CONTROL, '')
    .toWellFormed()
}

/** The same on one line. */
export function oneLine(text: string): string {
  return visible(text).replace(/\s+/g, ' ').trim()
}

/** At most `max` units, never half a character; what was cut is marked. For places that do not read Markdown. */
export function cut(text: string, max: number): string {
  return join([...text], max)
}

/** Joins pieces, none of which may be broken, as far as they and the mark of what is missing fit. */
export function join(pieces: Iterable<string>, max: number): string {
  let whole = ''
  let shortened = ''
  for (const piece of pieces) {
    whole += piece
    if (whole.length > max) return max > 0 ? `${shortened}…` : ''
    if (whole.length < max) shortened = whole
  }
  return whole
}
