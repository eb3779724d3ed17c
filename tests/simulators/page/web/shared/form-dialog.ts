import type { SeenField, SeenModal } from '../../../seen.ts'
import { h, html, type VNode } from '../html.ts'
import { Combobox, type Found } from './combobox.ts'
import { Dialog } from './dialog.ts'

type Values = Readonly<Record<string, string | readonly string[]>>

interface Props {
  readonly modal: SeenModal
  readonly send: string
  readonly close: string
  readonly onSend: (values: Values) => void
  readonly onClose: () => void
  /** What a menu offers that is filled while somebody types. */
  readonly find?: ((field: SeenField, typed: string, values: Values) => Promise<readonly Found[]>) | undefined
}

/** A form of the bot, over everything else. */
export function FormDialog({ modal, send, close, onSend, onClose, find }: Props): VNode {
  const name = (field: SeenField): string => `${modal.id}-${field.id}`
  const valuesIn = (form: HTMLFormElement): Values => {
    const typed = new FormData(form)
    const values: Record<string, string | readonly string[]> = {}
    for (const field of modal.fields) {
      const all = typed.getAll(name(field)).map(String)
      const [only = ''] = all
      if (only !== '') values[field.id] = all.length > 1 ? all : only
    }
    return values
  }
  const sent = (event: Event): void => {
    event.preventDefault()
    onSend(valuesIn(event.currentTarget as HTMLFormElement))
  }
  const form = html`
    <form onSubmit=${sent}>
      ${modal.text !== '' && html`<p class="words">${modal.text}</p>`}
      ${modal.fields.map((field) => fieldView(field, name(field), find && ((typed, at) => find(field, typed, valuesIn(at)))))}
      <p class="ends">
        <button type="button" onClick=${onClose}>${close}</button>
        <button type="submit" class="primary">${send}</button>
      </p>
    </form>
  `
  return h(Dialog, { title: modal.title, content: form, onClose })
}

function fieldView(
  field: SeenField,
  name: string,
  find: ((typed: string, form: HTMLFormElement) => Promise<readonly Found[]>) | undefined,
): VNode {
  const { label, description, isRequired } = field
  return html`
    <div class="field">
      <label for=${name}>${label}${isRequired ? '' : ' (optional)'}</label>
      ${inputOf(field, name, find)}
      ${description !== undefined && html`<small>${description}</small>`}
    </div>
  `
}

function inputOf(
  { kind, isLong, isRequired, value, maxLength, options, label }: SeenField,
  name: string,
  find: ((typed: string, form: HTMLFormElement) => Promise<readonly Found[]>) | undefined,
): VNode {
  if (kind === 'menu' && options.length === 0 && find) return h(Combobox, { id: name, label, isRequired, find })
  if (kind === 'menu')
    return html`<select id=${name} name=${name} required=${isRequired}>
      <option value=""></option>
      ${options.map((option) => html`<option value=${option.value} selected=${option.value === value}>${option.label}</option>`)}
    </select>`
  if (isLong)
    return html`<textarea id=${name} name=${name} rows="4" required=${isRequired} maxlength=${maxLength} defaultValue=${value}></textarea>`
  return html`<input id=${name} name=${name} required=${isRequired} maxlength=${maxLength} defaultValue=${value} autocomplete="off" />`
}
