import { useEffect, useRef } from 'preact/hooks'
import { html, type Shown, type VNode } from '../html.ts'

interface Props {
  readonly title: string
  readonly content: Shown
  readonly onClose: () => void
}

/** Lies over the page until it is closed; Escape closes it, and the keyboard stays within it. */
export function Dialog({ title, content, onClose }: Props): VNode {
  const dialog = useRef<HTMLDialogElement>(null)
  useEffect(() => {
    const shown = dialog.current
    shown?.showModal()
    return () => shown?.close()
  }, [])
  const cancel = (event: Event): void => {
    event.preventDefault()
    onClose()
  }
  return html`<dialog ref=${dialog} aria-label=${title} onCancel=${cancel}><h2>${title}</h2>${content}</dialog>`
}
