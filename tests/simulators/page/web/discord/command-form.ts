import { h, html, type VNode } from '../html.ts'
import { Combobox, type Found } from '../shared/combobox.ts'
import type { CommandOption } from './components.ts'
import type { Entry } from './entries.ts'

interface Props {
  readonly entry: Entry
  readonly onSend: (values: Readonly<Record<string, string>>) => void
  readonly onLeave: () => void
  /** What the bot offers while a field is typed in; its value is the last of them. */
  readonly find: (values: Readonly<Record<string, string>>) => Promise<readonly Found[]>
}

/** The fields of a slash command, in the place of where messages are written. */
export function CommandForm({ entry: { name, options }, onSend, onLeave, find }: Props): VNode {
  const id = (option: CommandOption): string => `discord-option-${option.name}`
  const valuesIn = (form: HTMLFormElement): Readonly<Record<string, string>> => {
    const typed = new FormData(form)
    const entries = options.map((option) => [option.name, String(typed.get(id(option)) ?? '').trim()] as const)
    return Object.fromEntries(entries.filter(([, value]) => value !== ''))
  }
  const send = (event: Event): void => {
    event.preventDefault()
    onSend(valuesIn(event.currentTarget as HTMLFormElement))
  }
  const offers = (option: CommandOption) => (typed: string, form: HTMLFormElement) => {
    const { [option.name]: _, ...others } = valuesIn(form)
    return find({ ...others, [option.name]: typed })
  }
  const field = (option: CommandOption): VNode => html`
    <div class="field">
      <label for=${id(option)}>${option.name}${option.required ? '' : ' (optional)'}</label>
      ${
        option.autocomplete
          ? h(Combobox, {
              id: id(option),
              label: option.name,
              isRequired: option.required ?? false,
              find: offers(option),
            })
          : plainField(id(option), option)
      }
      <small>${option.description}</small>
    </div>
  `
  return html`
    <form class="composer command" aria-label=${`/${name}`} onSubmit=${send} onKeyDown=${(event: KeyboardEvent) => event.key === 'Escape' && onLeave()}>
      <p class="words"><strong>/${name}</strong></p>
      <div class="options">${options.map(field)}</div>
      <p class="ends">
        <button type="button" onClick=${onLeave}>Cancel</button>
        <button type="submit" class="primary">Send</button>
      </p>
    </form>
  `
}

function plainField(id: string, { choices, required = false }: CommandOption): VNode {
  if (choices === undefined) return html`<input id=${id} name=${id} required=${required} autocomplete="off" />`
  return html`
    <select id=${id} name=${id} required=${required}>
      <option value=""></option>
      ${choices.map((choice) => html`<option value=${String(choice.value)}>${choice.name}</option>`)}
    </select>
  `
}
