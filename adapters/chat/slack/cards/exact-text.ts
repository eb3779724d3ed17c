import { stripVTControlCharacters } from 'node:util'

/**
 * Control characters, and those that hide or reorder what is beside them. Shown as `�`, so that no branch name can make
 * a plan read differently from what it is. The joiners U+200C and U+200D stay: emoji and several scripts need them.
 */
const DECEPTIVE = /(?![\n\t\u200C\u200D])[\p{Cc}\p{Cf}]/gu

/** The text with everything in it visible, terminal colours taken out and broken characters fixed. */
export function visible(text: string): string {
  return stripVTControlCharacters(text).replaceAll('\r\n', '\n').replace(DECEPTIVE, '�').toWellFormed()
}

/** At most `max` characters, the beginning kept. */
export function cutEnd(text: string, max: number): string {
  return text.length <= max ? text : `${text.slice(0, Math.max(0, max - 1)).replace(/[\uD800-\uDBFF]$/, '')}…`
}

/** At most `max` characters, the end kept. */
export function cutStart(text: string, max: number): string {
  if (text.length <= max) return text
  return `…${text.slice(text.length - Math.max(0, max - 1)).replace(/^[\uDC00-\uDFFF]/, '')}`
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' }

/**
 * Makes `&`, `<` and `>` literal where Slack reads control sequences such as `<!channel>`; at most `max` characters
 * after that. https://docs.slack.dev/messaging/formatting-message-text#escaping
 */
export function escapeWithin(text: string, max: number): string {
  let escaped = ''
  for (const character of visible(text)) {
    const next = ENTITIES[character] ?? character
    if (escaped.length + next.length > max - 1) return `${escaped}…`
    escaped += next
  }
  return escaped
}
