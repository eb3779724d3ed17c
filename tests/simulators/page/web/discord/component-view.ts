import { html, type Shown } from '../html.ts'
import { menuView } from '../shared/menu.ts'
import { safeUrl } from '../shared/safe-url.ts'
import type { Component } from './components.ts'
import type { NameOf } from './inline.ts'
import { markdown } from './markdown.ts'
import { pictureView } from './picture-view.ts'

/** What somebody does with a message. */
export interface Uses {
  readonly press: (button: string) => void
  readonly select: (menu: string, values: readonly string[]) => void
  readonly nameOf: NameOf
}

const STYLES = ['', 'primary', '', 'success', 'danger'] as const
const SELECTS_OF_PEOPLE = [5, 6, 7, 8]

/** A component of a message, by Discord's numbers. */
export function componentView(component: Component, uses: Uses): Shown {
  const { type, components = [], content = '', accessory, items = [], media, file } = component
  const inside = (): Shown => components.map((one) => componentView(one, uses))
  switch (type) {
    case 1:
      return html`<div class="actions">${inside()}</div>`
    case 2:
      return buttonView(component, uses)
    case 3:
      return menuView(component.placeholder ?? 'Choose', component.options ?? [], (value) =>
        uses.select(component.custom_id ?? '', [value]),
      )
    case 9:
      return html`<div class="section"><div>${inside()}</div>${accessory && componentView(accessory, uses)}</div>`
    case 10:
      return html`<div class="display">${markdown(content, uses.nameOf)}</div>`
    case 11:
      return pictureView(media, component.description)
    case 12:
      return html`<div class="gallery">${items.map((item) => pictureView(item.media, item.description))}</div>`
    case 13:
      return html`<p class="file">${fileView(file)}</p>`
    case 14:
      return component.divider === false ? html`<div class="space"></div>` : html`<hr />`
    case 17:
      return html`<div class="container" style=${edge(component.accent_color)}>${inside()}</div>`
    default:
      return html`<p class="unknown">${SELECTS_OF_PEOPLE.includes(type) ? 'A menu of people' : `A component of type ${type}`}, which this page does not draw.</p>`
  }
}

function buttonView(
  { style = 2, label, emoji, url, custom_id = '', disabled = false }: Component,
  { press }: Uses,
): Shown {
  const words = [emoji?.name, label].filter((word) => word !== undefined).join(' ')
  if (url !== undefined)
    return html`<a class="button" href=${safeUrl(url)} target="_blank" rel="noreferrer">${words} ↗</a>`
  return html`<button type="button" class=${STYLES[style] ?? ''} disabled=${disabled} onClick=${() => press(custom_id)}>${words}</button>`
}

function fileView(file: Component['file']): Shown {
  const path = file && new URL(file.url, location.href).pathname
  const name = file?.filename ?? path?.split('/').at(-1) ?? 'file'
  return html`<a href=${`/discord${path}`} target="_blank" rel="noreferrer">${name}</a>`
}

/** The colour of a card's edge. */
export function edge(colour: number | null | undefined): { readonly borderLeftColor?: string } {
  return typeof colour === 'number' ? { borderLeftColor: `#${colour.toString(16).padStart(6, '0')}` } : {}
}
