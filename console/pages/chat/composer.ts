import { useRef, useState } from 'preact/hooks'
import { html, type VNode } from '../../view/html.ts'
import { icon } from '../../view/icon.ts'

interface Props {
  readonly say: (text: string) => void
}

/** Where a message is written: Enter sends it, Shift and Enter make a line. */
export function Composer({ say }: Props): VNode {
  const [text, setText] = useState('')
  const field = useRef<HTMLTextAreaElement>(null)
  const send = (): void => {
    if (text.trim() === '') return
    say(text.trim())
    setText('')
    field.current?.focus()
  }
  return html`<form class="composer" onSubmit=${(event: Event) => {
    event.preventDefault()
    send()
  }}>
    <label class="hidden" for="say">Message to Shipmate</label>
    <textarea
      id="say" ref=${field} rows=${Math.min(8, text.split('\n').length)} value=${text} autocomplete="off"
      placeholder="Ask Shipmate …"
      onInput=${(event: Event) => setText((event.target as HTMLTextAreaElement).value)}
      onKeyDown=${(event: KeyboardEvent) => {
        if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return
        event.preventDefault()
        send()
      }}
    ></textarea>
    <button type="submit" class="primary" disabled=${text.trim() === ''}>${icon('send')} <span class="hidden">Send</span></button>
  </form>`
}
