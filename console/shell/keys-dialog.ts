import { useEffect, useRef } from 'preact/hooks'
import { html, type VNode } from '../view/html.ts'
import type { Page } from './page.ts'

interface Props {
  readonly pages: readonly Page[]
  readonly onClose: () => void
}

/** Says what the keys do. */
export function KeysDialog({ pages, onClose }: Props): VNode {
  const dialog = useRef<HTMLDialogElement>(null)
  useEffect(() => dialog.current?.showModal(), [])
  const rows = [
    ...pages.map(({ title, letter }) => [`g ${letter}`, title] as const),
    ['/', 'Write a message'] as const,
    ['?', 'This list'] as const,
    ['Esc', 'Close'] as const,
  ]
  return html`<dialog ref=${dialog} class="dialog" aria-labelledby="keys-title" onClose=${onClose}>
    <h2 id="keys-title">Keys</h2>
    <dl class="keys">
      ${rows.map(([keys, what]) => html`<div key=${keys}><dt>${keys.split(' ').map((key) => html`<kbd>${key}</kbd> `)}</dt><dd>${what}</dd></div>`)}
    </dl>
    <form method="dialog"><button type="submit">Close</button></form>
  </dialog>`
}
