import { useEffect, useRef, useState } from 'preact/hooks'
import { html, type VNode } from '../html.ts'

interface Props {
  readonly id: string
  /** What is written to: `#general`, `the thread`. */
  readonly to: string
  readonly hint: string
  /** Where in a thread; ends with Escape. */
  readonly isInThread: boolean
  readonly onLeaveThread: () => void
  readonly onSend: (text: string) => void
  /** Called with everything that is typed. */
  readonly onType?: (text: string) => void
}

/** Where messages are written. Enter sends, Shift and Enter make a new line. */
export function Composer({ id, to, hint, isInThread, onLeaveThread, onSend, onType }: Props): VNode {
  const [text, setText] = useState('')
  const field = useRef<HTMLTextAreaElement>(null)
  useEffect(() => {
    if (isInThread) field.current?.focus()
  }, [isInThread, to])
  const change = (next: string): void => {
    setText(next)
    onType?.(next)
  }
  const send = (event: Event): void => {
    event.preventDefault()
    if (text.trim() === '') return
    onSend(text.trim())
    change('')
  }
  const onKey = (event: KeyboardEvent): void => {
    if (event.key === 'Enter' && !event.shiftKey && !event.isComposing) send(event)
    if (event.key === 'Escape' && isInThread) onLeaveThread()
  }
  return html`
    <form class="composer" onSubmit=${send}>
      <label for=${id}>Message ${to}</label>
      ${isInThread && html`<button type="button" class="leave" onClick=${onLeaveThread}>Leave the thread</button>`}
      <div class="line">
        <textarea id=${id} ref=${field} rows="2" placeholder=${hint} value=${text} onKeyDown=${onKey}
          onInput=${(event: Event) => change((event.currentTarget as HTMLTextAreaElement).value)}></textarea>
        <button type="submit" class="primary">Send</button>
      </div>
    </form>
  `
}
