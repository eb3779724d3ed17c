import { html, type Shown } from '../html.ts'
import { edge } from './component-view.ts'
import type { Embed } from './components.ts'
import { inline, type NameOf } from './inline.ts'
import { markdown } from './markdown.ts'

/** The cards of messages that are not components all through. */
export function embedView({ title, description = '', color, fields = [], footer }: Embed, nameOf: NameOf): Shown {
  return html`
    <div class="container" style=${edge(color)}>
      ${title !== undefined && html`<h3>${inline(title, nameOf)}</h3>`}
      ${markdown(description, nameOf)}
      ${fields.map(
        ({ name, value }) => html`<div><strong>${inline(name, nameOf)}</strong>${markdown(value, nameOf)}</div>`,
      )}
      ${footer && html`<p class="small">${footer.text}</p>`}
    </div>
  `
}
