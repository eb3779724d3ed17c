import { isPastedLine } from './pasted-lines.ts'

/**
 * A request is short; what is longer is pasted material. The bound keeps every later step linear in the message,
 * whatever is in it.
 */
export const REQUEST_CHARACTERS = 2_500

/** A message without what its platform put around the words. */
export interface Tidied {
  readonly text: string
  /** Quoted or pasted lines and code blocks beside the request: somebody's words, never the request itself. */
  readonly quoted: string
}

/** Frees a message of its platform's artefacts; values inside them stay. Linear in the length of the message. */
export function tidy(raw: string): Tidied {
  if (SUNG.test(raw)) return { text: '', quoted: compact(withoutMarkup(plainCharacters(raw))) }
  const plain = plainCharacters(decodeEntities(openAngles(raw)))
  const { text: unfenced, aside: fenced } = withoutFences(plain)
  const { text, aside } = withoutOthersLines(unfenced)
  return {
    text: unquoted(compact(withoutMarkup(text))).replace(ARROW, ' to '),
    quoted: compact(withoutMarkup(`${fenced}\n${aside}`)),
  }
}

/** A message that is one quotation was copied with its marks; beside other words it is what somebody said. */
function unquoted(text: string): string {
  return WHOLLY_QUOTED.exec(text)?.[1] ?? text
}

const WHOLLY_QUOTED = /^"([^"\n]{1,300})"[.!?]?$/

/** A song is nobody's order, whatever its words. */
const SUNG = /^\s{0,20}(?:\u{1F3B5}|\u{1F3B6}|\u266A|\u266B|:(?:musical_)?notes?:)/u

/** `staging -> production`, as people draw it. */
const ARROW = / ?[-=]+> ?/g

/** `<@U1>`, `<#C1|name>`, `<url|label>`, `<:emoji:1>`, `</command:1>`: what stands in angles is the platform's. */
function openAngles(raw: string): string {
  if (!raw.includes('<')) return raw
  return raw.replace(/<([^<>\n]{1,2000})>/g, (whole, inside: string) => {
    const [target = '', label] = splitOnce(inside, '|')
    if (/^[@#]/.test(target)) return ` ${target.startsWith('#') ? (label ?? '') : ''} `
    if (/^a?:\w+:\d+$/.test(target) || /^t:-?\d+/.test(target)) return ' '
    if (/^\/\w/.test(target)) return (target.split(':')[0] ?? '').concat(' ')
    if (target.startsWith('!')) return ` ${label ?? ''} `
    if (/^(?:https?|mailto|tel|ftp):/i.test(target)) return readableLink(target, label)
    return whole
  })
}

/** A link reads as its label; a pull request's address is a value and stays beside it. */
function readableLink(target: string, label: string | undefined): string {
  if (label === undefined) return target
  return /\/pull\/\d/.test(target) ? `${label} ${target}` : label
}

function splitOnce(text: string, separator: string): readonly [string, string?] {
  const at = text.indexOf(separator)
  return at < 0 ? [text] : [text.slice(0, at), text.slice(at + 1)]
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&amp;': '&',
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&#39;': "'",
  '&nbsp;': ' ',
}

function decodeEntities(text: string): string {
  return text.replace(/&(?:amp|lt|gt|quot|#39|nbsp);/g, (entity) => ENTITIES[entity] ?? entity)
}

/** "prod is toast (fire) back it out": what a picture divides is two sentences when the second asks for something. */
const EMOJI_BEFORE_REQUEST =
  /(?<=[\p{L}\p{N}.!?] ?)(?:\p{Extended_Pictographic}|\p{Emoji_Modifier}){1,8} ?(?= ?(?:please|pls|can you|could you|back|roll|revert|restart|bounce|kick|deploy|ship|push|promote|cancel|retry|show|give|what|who|how|is|are)\b)/giu

/** Phones and editors put typographic and invisible characters where a keyboard has plain ones. */
function plainCharacters(text: string): string {
  if (/^[\n\x20-\x7E]*$/.test(text)) return text
  return text
    .normalize('NFC')
    .replace(/\r\n?/g, '\n')
    .replace(/[\p{Cf}\p{Variation_Selector}]/gu, '')
    .replace(EMOJI_BEFORE_REQUEST, '; ')
    .replace(/\p{Extended_Pictographic}|\p{Emoji_Modifier}|\p{Regional_Indicator}|\u20E3/gu, ' ')
    .replace(/[^\S\n]|[^\P{Cc}\n]/gu, ' ')
    .replace(/[\u2018\u2019\u201A\u201B\u2032\u00B4]/g, "'")
    .replace(/[\u201C-\u201F\u2033\u00AB\u00BB]/g, '"')
    .replace(/[\u2010\u2011\u2012\u2212]/g, '-')
    .replace(/(^|[\s(])[\u2013\u2014](?=\p{L})/gu, '$1--')
    .replace(/(?<=[\p{L}\p{N}])\u2013(?=[\p{L}\p{N}])/gu, '-')
    .replace(/[\u2013\u2014\u2015]/g, ' - ')
    .replace(/[\u2192\u21D2\u27A1]/g, ' to ')
    .replace(/\u2026/g, '...')
}

/** Fenced code is pasted beside a request, unless the message is nothing else. */
function withoutFences(text: string): { readonly text: string; readonly aside: string } {
  if (!text.includes('```')) return { text, aside: '' }
  const parts = text.split('```')
  const outside = parts.filter((_, index) => index % 2 === 0).join('\n')
  const inside = parts.filter((_, index) => index % 2 === 1).join('\n')
  return outside.trim() === '' ? { text: inside, aside: '' } : { text: outside, aside: inside }
}

/** Lines that somebody else said (`> …`) or a machine wrote, with the frames of its stack. */
function withoutOthersLines(text: string): { readonly text: string; readonly aside: string } {
  const lines = text.split('\n')
  const isOthers = lines.map((line) => line.trimStart().startsWith('>') || isPastedLine(line))
  return isOthers.includes(true)
    ? {
        text: lines.filter((_, at) => !isOthers[at]).join('\n'),
        aside: lines
          .filter((_, at) => isOthers[at])
          .map((line) => line.trimStart().replace(/^>/, ''))
          .join('\n'),
      }
    : { text, aside: '' }
}

/** Code ticks, bold, italics and emoji codes (`:rocket:`); a colon inside `env:staging` is none. */
function withoutMarkup(text: string): string {
  if (!/[`:*_~]/.test(text)) return text
  return (
    text
      .replace(/`/g, '')
      .replace(/(?<=^|\s|:):[a-z0-9_+-]{1,64}:/gim, ' ')
      .replace(/(?<=^|[\s("'])[*_]{1,3}(?=\S)/gm, '')
      .replace(/(?<=[^\s*_])[*_]{1,3}(?=$|[\s.,;:!?)"'])/gm, '')
      // Only where it is opened too: `main~` is a name of git's.
      .replace(/(?<=^|[\s("'])~{1,3}([^\s~][^~\n]{0,500})~{1,3}(?=$|[\s.,;:!?)"'])/gm, '$1')
  )
}

/** One blank between words; line breaks stay, since they end a sentence. */
function compact(text: string): string {
  if (!text.includes('\n')) return text.replace(/ {2,}/g, ' ').trim().slice(0, REQUEST_CHARACTERS)
  const lines = text.split('\n').map((line) => line.replace(/ +/g, ' ').trim())
  return lines
    .filter((line) => line !== '')
    .join('\n')
    .slice(0, REQUEST_CHARACTERS)
}
