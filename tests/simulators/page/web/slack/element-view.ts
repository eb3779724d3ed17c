import { html, type Shown } from '../html.ts'
import { menuView } from '../shared/menu.ts'
import { safeUrl } from '../shared/safe-url.ts'
import { words } from './block-view.ts'
import type { Confirm, Element } from './elements.ts'
import { unescaped } from './mrkdwn.ts'

/** What somebody does with a message or the Home tab. */
export interface Uses {
  readonly press: (button: string) => void
  readonly select: (menu: string, value: string) => void
  /** Shows the dialog, and does it after a yes there. */
  readonly ask: (confirm: Confirm, yes: () => void) => void
}

/** A button or menu of Block Kit. */
export function elementView(
  { type, action_id = '', text, style, url, placeholder, options = [], confirm }: Element,
  uses: Uses,
): Shown {
  const asked = (does: () => void) => () => (confirm ? uses.ask(confirm, does) : does())
  if (type === 'button' && url !== undefined)
    return html`<a class="button" href=${safeUrl(url)} target="_blank" rel="noreferrer" onClick=${() => uses.press(action_id)}>${words(text)}</a>`
  if (type === 'button')
    return html`<button type="button" class=${style ?? ''} onClick=${asked(() => uses.press(action_id))}>${words(text)}</button>`
  if (type === 'overflow' || type === 'static_select') {
    const label = type === 'overflow' ? '⋯ More' : (placeholder?.text ?? 'Choose')
    const offered = options.map((option) => ({ label: unescaped(option.text.text), value: option.value }))
    return menuView(label, offered, (value) => asked(() => uses.select(action_id, value))())
  }
  return html`<span class="unknown">${type}</span>`
}
