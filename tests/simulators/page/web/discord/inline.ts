import { html, type Shown } from '../html.ts'
import { withEmoji } from '../shared/emoji.ts'
import { safeUrl } from '../shared/safe-url.ts'

/** The name behind an id of a person or channel. */
export type NameOf = (id: string) => string

const SECOND_MS = 1_000
type Found = Readonly<Record<string, string | undefined>>

/** What formats within a line; a backslash before a mark keeps it as it is. */
const MARKS =
  /\\(?<plain>[^\w\s])|`(?<code>[^`\n]+)`|\*\*(?<bold>(?:\\.|[^\\])+?)\*\*|__(?<under>(?:\\.|[^\\])+?)__|~~(?<strike>(?:\\.|[^\\])+?)~~|(?<![\w*])\*(?<italic>(?:\\.|[^*\\])+?)\*(?!\w)|(?<![\w_])_(?<slant>(?:\\.|[^_\\])+?)_(?!\w)|\|\|(?<spoiler>(?:\\.|[^\\])+?)\|\||\[(?<words>(?:\\.|[^\]\\])+)\]\(<?(?<url>https?:[^)>\s]+)>?\)|<(?<angle>[@#t][^<>\s]*|https?:[^<>\s]+)>|(?<bare>https?:\/\/[^\s<>)\]]+)/g

/** The subset of Markdown that Discord reads within a line. */
export function inline(text: string, nameOf: NameOf): Shown {
  const parts: Shown[] = []
  let end = 0
  for (const found of text.matchAll(MARKS)) {
    if (found.index > end) parts.push(withEmoji(text.slice(end, found.index)))
    parts.push(marked(found.groups ?? {}, nameOf))
    end = found.index + found[0].length
  }
  return [...parts, withEmoji(text.slice(end))]
}

function marked(found: Found, nameOf: NameOf): Shown {
  const { plain, code, bold, under, strike, italic, slant, spoiler, words, url, angle, bare } = found
  if (plain !== undefined) return plain
  if (code !== undefined) return html`<code>${code}</code>`
  if (bold !== undefined) return html`<strong>${inline(bold, nameOf)}</strong>`
  if (under !== undefined) return html`<u>${inline(under, nameOf)}</u>`
  if (strike !== undefined) return html`<s>${inline(strike, nameOf)}</s>`
  if (italic !== undefined || slant !== undefined) return html`<em>${inline(italic ?? slant ?? '', nameOf)}</em>`
  if (spoiler !== undefined) return html`<span class="spoiler">${inline(spoiler, nameOf)}</span>`
  if (url !== undefined) return link(url, inline(words ?? url, nameOf))
  if (bare !== undefined) return link(bare, bare)
  return reference(angle ?? '', nameOf)
}

/** A person, role or channel, an instant, or an address without a preview. */
function reference(angle: string, nameOf: NameOf): Shown {
  if (angle.startsWith('@')) return html`<span class="mention">@${nameOf(angle.replace(/^@[!&]?/, ''))}</span>`
  if (angle.startsWith('#')) return html`<span class="mention">#${nameOf(angle.slice(1))}</span>`
  if (!angle.startsWith('t:')) return link(angle, angle)
  const [, seconds = '', style = 'f'] = angle.split(':')
  return html`<span class="date">${instant(new Date(Number(seconds) * SECOND_MS), style)}</span>`
}

const STYLES: Readonly<Record<string, Intl.DateTimeFormatOptions>> = {
  t: { timeStyle: 'short' },
  T: { timeStyle: 'medium' },
  d: { dateStyle: 'short' },
  D: { dateStyle: 'long' },
  f: { dateStyle: 'long', timeStyle: 'short' },
  F: { dateStyle: 'full', timeStyle: 'short' },
}
const MINUTE_MS = 60_000

/** In the time zone of whoever looks. */
function instant(at: Date, style: string): string {
  if (style !== 'R') return at.toLocaleString('en-GB', STYLES[style] ?? STYLES.f)
  const minutes = Math.round((at.getTime() - Date.now()) / MINUTE_MS)
  return new Intl.RelativeTimeFormat('en-GB', { numeric: 'auto' }).format(minutes, 'minutes')
}

function link(url: string, words: Shown): Shown {
  const safe = safeUrl(url)
  return safe === undefined ? words : html`<a href=${safe} target="_blank" rel="noreferrer">${words}</a>`
}
