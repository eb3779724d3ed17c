import { useEffect, useRef, useState } from 'preact/hooks'
import { send } from '../../api/ask.ts'
import { sentenceOf } from '../../api/problem.ts'
import { html, type VNode } from '../../view/html.ts'

/** A form that a press has opened. */
export interface OpenedForm {
  readonly id: string
  readonly title: string
  readonly note: string
  readonly field: { readonly label: string; readonly hint?: string; readonly required: boolean }
  readonly send: string
  readonly close: string
}

interface Props {
  readonly session: string
  readonly form: OpenedForm
  /** With what the bot says to it, where the card does not show it. */
  readonly onClose: (notice?: string) => void
}

/** A window in which one text is typed. What is wrong with it is said there, and nothing typed is lost. */
export function FormDialog({ session, form, onClose }: Props): VNode {
  const dialog = useRef<HTMLDialogElement>(null)
  const [text, setText] = useState('')
  const [problem, setProblem] = useState<string>()
  const [isSending, setSending] = useState(false)
  useEffect(() => dialog.current?.showModal(), [])
  const submit = async (event: Event): Promise<void> => {
    event.preventDefault()
    setSending(true)
    try {
      const body = { session_id: session, form: form.id, text }
      const answer = await send<{ notice?: string; problem?: string }>('POST', '/forms', { body })
      if (answer.problem === undefined) return onClose(answer.notice)
      setProblem(answer.problem)
    } catch (error) {
      setProblem(sentenceOf(error))
    } finally {
      setSending(false)
    }
  }
  return html`<dialog ref=${dialog} class="dialog" aria-labelledby="form-title" onClose=${() => onClose()}>
    <h2 id="form-title">${form.title}</h2>
    <p class="soft">${form.note}</p>
    <form onSubmit=${submit}>
      <label class="field">${form.field.label}
        <textarea
          rows="4" autofocus required=${form.field.required} value=${text}
          aria-describedby="form-hint" aria-invalid=${problem === undefined ? undefined : 'true'}
          onInput=${(event: Event) => setText((event.target as HTMLTextAreaElement).value)}
        ></textarea>
      </label>
      <p id="form-hint" class="soft small">${form.field.hint}</p>
      ${problem !== undefined && html`<p class="problem" role="alert">${problem}</p>`}
      <div class="buttons end">
        <button type="button" onClick=${() => onClose()}>${form.close}</button>
        <button type="submit" class="primary" disabled=${isSending}>${form.send}</button>
      </div>
    </form>
  </dialog>`
}
