import { html, type Shown } from '../html.ts'
import { withEmoji } from '../shared/emoji.ts'
import { dated } from './dates.ts'
import type { RichElement } from './elements.ts'
import { linked, mention, nameOf } from './mrkdwn.ts'

/** A rich_text block, or a cell of a table that holds one. */
export function richText({ elements = [] }: { readonly elements?: readonly RichElement[] }): Shown {
  return elements.map(part)
}

function part({ type, elements = [], style }: RichElement): Shown {
  const inside = elements.map(inline)
  if (type === 'rich_text_preformatted') return html`<pre tabindex="0">${inside}</pre>`
  if (type === 'rich_text_quote') return html`<blockquote>${inside}</blockquote>`
  if (type !== 'rich_text_list') return html`<p class="words">${inside}</p>`
  const items = elements.map((item) => html`<li>${(item.elements ?? []).map(inline)}</li>`)
  return style === 'ordered' ? html`<ol>${items}</ol>` : html`<ul>${items}</ul>`
}

function inline(element: RichElement): Shown {
  const { style } = element
  const marks = typeof style === 'object' ? style : {}
  let shown = plain(element)
  if (marks.code) shown = html`<code>${shown}</code>`
  if (marks.bold) shown = html`<strong>${shown}</strong>`
  if (marks.italic) shown = html`<em>${shown}</em>`
  if (marks.strike) shown = html`<s>${shown}</s>`
  return shown
}

function plain({ type, text = '', url = '', user_id = '', name = '', range = '', ...date }: RichElement): Shown {
  if (type === 'link') return linked(url, text || url)
  if (type === 'user') return mention(`@${nameOf(user_id)}`)
  if (type === 'channel') return mention('#general')
  if (type === 'broadcast') return mention(`@${range}`)
  if (type === 'emoji') return `:${name}:`
  if (type === 'date')
    return html`<span class="date" title=${date.fallback}>${dated(date.timestamp ?? 0, date.format ?? '')}</span>`
  return withEmoji(text)
}
