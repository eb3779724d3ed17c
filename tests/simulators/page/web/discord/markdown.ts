import { html, type Shown } from '../html.ts'
import { inline, type NameOf } from './inline.ts'

const CODE = /```(?:[\w+-]*\n)?([\s\S]*?)```/
const HEADING = /^(#{1,3}) (.*)$/
const SMALL = /^-# (.*)$/
const ITEM = /^\s*(?:[-*]|\d+\.) (.*)$/
const QUOTE = /^> (.*)$/

/** A text as Discord shows it: blocks of code apart, and line by line what opens with a mark. */
export function markdown(text: string, nameOf: NameOf): Shown {
  // Every second part is the inside of a block of code.
  return text
    .split(CODE)
    .map((part, index) =>
      index % 2 === 1
        ? html`<pre tabindex="0">${part.replace(/\n$/, '')}</pre>`
        : lines(part.replace(/^\n|\n$/g, ''), nameOf),
    )
}

function lines(text: string, nameOf: NameOf): Shown {
  return text === '' ? false : text.split('\n').map((line) => lineView(line, nameOf))
}

function lineView(line: string, nameOf: NameOf): Shown {
  const [, marks, heading] = HEADING.exec(line) ?? []
  if (heading !== undefined) return html`<h3 class=${`level-${marks?.length}`}>${inline(heading, nameOf)}</h3>`
  const [, small] = SMALL.exec(line) ?? []
  if (small !== undefined) return html`<p class="small">${inline(small, nameOf)}</p>`
  const [, quote] = QUOTE.exec(line) ?? []
  if (quote !== undefined) return html`<blockquote>${inline(quote, nameOf)}</blockquote>`
  const [, item] = ITEM.exec(line) ?? []
  if (item !== undefined) return html`<p class="item">${inline(item, nameOf)}</p>`
  return html`<p class="words">${line === '' ? '\u00a0' : inline(line, nameOf)}</p>`
}
