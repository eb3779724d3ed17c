import { h, html, type VNode } from '../html.ts'
import { Dialog } from '../shared/dialog.ts'
import { words } from './block-view.ts'
import type { Confirm } from './elements.ts'

interface Props {
  readonly confirm: Confirm
  readonly onYes: () => void
  readonly onNo: () => void
}

/** What Slack asks itself before it sends a press. */
export function ConfirmDialog({ confirm: { title, text, confirm, deny, style }, onYes, onNo }: Props): VNode {
  const content = html`
    <p class="words">${words(text)}</p>
    <p class="ends">
      <button type="button" onClick=${onNo}>${words(deny)}</button>
      <button type="button" class=${style ?? 'primary'} onClick=${onYes}>${words(confirm)}</button>
    </p>
  `
  return h(Dialog, { title: title.text, content, onClose: onNo })
}
