import { html, type Shown } from '../html.ts'
import { withEmoji } from '../shared/emoji.ts'
import { safeUrl } from '../shared/safe-url.ts'
import { dated } from './dates.ts'

/** Who is behind an id such as `UANA`. */
export const nameOf = (id: string): string => (id === 'U0SHIPMATE' ? 'Shipmate' : id.slice(1).toLowerCase())

type Found = Readonly<Record<string, string | undefined>>

/** Marks; `*`, `_` and `~` format only where no letter stands beside them. */
const MARKS =
  /```(?<block>[\s\S]+?)```|`(?<code>[^`\n]+)`|<(?<angle>[^<>\n]+)>|(?<![\w*])\*(?<bold>[^*\n]+)\*(?![\w*])|(?<![\w_])_(?<italic>[^_\n]+)_(?![\w_])|(?<![\w~])~(?<strike>[^~\n]+)~(?![\w~])/g

/** Slack's own markup of a text, as elements. */
export function mrkdwn(text: string): Shown {
  const parts: Shown[] = []
  let end = 0
  for (const found of text.matchAll(MARKS)) {
    if (found.index > end) parts.push(plain(text.slice(end, found.index)))
    parts.push(marked(found.groups ?? {}))
    end = found.index + found[0].length
  }
  return [...parts, plain(text.slice(end))]
}

function marked({ block, code, angle, bold, italic, strike }: Found): Shown {
  if (block !== undefined) return html`<pre>${unescaped(block)}</pre>`
  if (code !== undefined) return html`<code>${unescaped(code)}</code>`
  if (angle !== undefined) return reference(angle)
  if (bold !== undefined) return html`<strong>${mrkdwn(bold)}</strong>`
  if (italic !== undefined) return html`<em>${mrkdwn(italic)}</em>`
  return html`<s>${mrkdwn(strike ?? '')}</s>`
}

/** What stands between `<` and `>`: a person, a channel, everybody, a date or an address. */
function reference(angle: string): Shown {
  const [target = '', label] = angle.split('|')
  if (target.startsWith('@')) return mention(`@${nameOf(target.slice(1))}`)
  if (target.startsWith('#')) return mention(`#${label ?? 'general'}`)
  if (target.startsWith('!date^')) {
    const [, timestamp = '', format = ''] = target.split('^')
    return html`<span class="date" title=${label}>${dated(Number(timestamp), format)}</span>`
  }
  if (target.startsWith('!')) return mention(`@${label ?? target.slice(1)}`)
  return linked(unescaped(target), unescaped(label ?? target))
}

export const mention = (words: string): Shown => html`<span class="mention">${words}</span>`

export function linked(url: string, words: string): Shown {
  const safe = safeUrl(url)
  return safe === undefined ? words : html`<a href=${safe} target="_blank" rel="noreferrer">${words}</a>`
}

/** A text without marks, as it is read. */
export const plain = (text: string): Shown => withEmoji(unescaped(text))

export function unescaped(text: string): string {
  return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&')
}

/** What somebody types, as Slack's client sends it. */
export function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}
