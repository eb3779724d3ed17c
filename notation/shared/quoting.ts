import { looksNumeric } from './numbers.ts'

const PLAIN = /^[\x20-\x7e]*$/
const PLAIN_LINES = /^[\x20-\x7e\n]*$/
const HIDDEN = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]|(?! )\p{Zs}/u
const EACH_HIDDEN = new RegExp(HIDDEN, 'gu')
/** A reader of `key: value` would take this for an object on one line. */
const LOOKS_LIKE_FIELD = /^[\p{L}\p{N}_$][\p{L}\p{N}_$-]*=/u
const BARE_KEY = /^[\p{L}\p{N}_$][\p{L}\p{N}_$-]*$/u

/** As a JSON string in which nothing is invisible. */
export function quote(text: string): string {
  const json = JSON.stringify(text)
  return PLAIN.test(json) ? json : json.replace(EACH_HIDDEN, escaped)
}

function escaped(character: string): string {
  return character.replace(/[\s\S]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
}

/** Where the first character is that no document has outside a JSON string, or less than zero. */
export function findHidden(text: string): number {
  return PLAIN_LINES.test(text) ? -1 : text.replaceAll('\n', ' ').search(HIDDEN)
}

function isVisible(text: string): boolean {
  return PLAIN.test(text) || !HIDDEN.test(text)
}

/** A quote or a bracket starts something else; `@` only where it could be ours. */
export function beginsLikeStructure(text: string): boolean {
  const first = text.charCodeAt(0)
  return first === 34 || first === 91 || first === 123 || (first === 64 && /^@(?:base|sum)/.test(text))
}

export function looksLikeScalar(text: string): boolean {
  return text === '-' || text === 'true' || text === 'false' || text === 'null' || looksNumeric(text)
}

/** Text that may stand as it is in a cell of a table. */
export function isBareWord(text: string): boolean {
  return text !== '' && !text.includes(' ') && !beginsLikeStructure(text) && !looksLikeScalar(text) && isVisible(text)
}

/** Text that may stand as it is between brackets. */
export function isBareFlowWord(text: string): boolean {
  return isBareWord(text) && !/[[\]{}<>=,"]/.test(text)
}

/** Text that may stand as it is from here to the end of the line. */
export function isBareLine(text: string): boolean {
  if (text === '' || text.startsWith(' ') || text.endsWith(' ')) return false
  return !beginsLikeStructure(text) && !looksLikeScalar(text) && !looksLikeField(text) && isVisible(text)
}

/** Text of several words that may stand as it is among other cells. */
export function isBarePhrase(text: string): boolean {
  const [first = '', ...others] = text.split(' ')
  return isBareWord(first) && others.every((word) => word !== '' && !beginsLikeStructure(word)) && isVisible(text)
}

export function looksLikeField(text: string): boolean {
  return LOOKS_LIKE_FIELD.test(text)
}

/** Text that may stand with underscores for its spaces. */
export function isBareJoined(text: string): boolean {
  return text !== '' && !text.includes('_') && !/^ | $/.test(text) && isBareWord(text.replaceAll(' ', '_'))
}

export function isBareKey(key: string): boolean {
  return BARE_KEY.test(key) && !key.endsWith('_')
}

export function writeKey(key: string): string {
  return isBareKey(key) ? key : quote(key)
}

/** The key of a row: a word, and unlike a cell it may look like a number. */
export function isBareRowKey(key: string): boolean {
  return key !== '' && !key.includes(' ') && !beginsLikeStructure(key) && isVisible(key)
}
