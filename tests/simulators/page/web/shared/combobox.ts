import { useRef, useState } from 'preact/hooks'
import { html, type VNode } from '../html.ts'

export interface Found {
  readonly name: string
  readonly value: string
}

interface Props {
  /** Of the input, and its name in its form. */
  readonly id: string
  readonly label: string
  readonly isRequired: boolean
  /** What is offered for what was typed. */
  readonly find: (typed: string, form: HTMLFormElement) => Promise<readonly Found[]>
}

/** A field that offers what fits while somebody types. Arrows choose, Enter takes, Escape closes. */
export function Combobox({ id, label, isRequired, find }: Props): VNode {
  const input = useRef<HTMLInputElement>(null)
  /** What is sent: the value of the offer that was taken, else what was typed. */
  const [value, setValue] = useState('')
  const [offers, setOffers] = useState<readonly Found[]>([])
  const [active, setActive] = useState(-1)
  const list = `${id}-offers`
  const ask = async (): Promise<void> => {
    const { value: typed = '', form } = input.current ?? {}
    if (!form) return
    const found = await find(typed, form)
    // Somebody has typed on meanwhile: the answer to that is on its way.
    if (input.current?.value !== typed) return
    setOffers(found)
    setActive(-1)
  }
  const type = (): void => {
    setValue(input.current?.value ?? '')
    void ask()
  }
  const take = (offer: Found): void => {
    if (input.current) input.current.value = offer.name
    setValue(offer.value)
    setOffers([])
  }
  const onKey = (event: KeyboardEvent): void => {
    const offered = offers[active]
    if (event.key === 'Escape' && offers.length > 0) setOffers([])
    else if (event.key === 'ArrowDown') setActive(Math.min(active + 1, offers.length - 1))
    else if (event.key === 'ArrowUp') setActive(Math.max(active - 1, 0))
    else if (event.key === 'Enter' && offered) take(offered)
    else return
    event.preventDefault()
  }
  return html`
    <div class="combobox">
      <input ref=${input} id=${id} required=${isRequired} autocomplete="off" role="combobox"
        aria-label=${label} aria-expanded=${offers.length > 0} aria-controls=${list} aria-autocomplete="list"
        aria-activedescendant=${active < 0 || offers.length === 0 ? undefined : `${list}-${active}`}
        onFocus=${() => void ask()} onInput=${type} onKeyDown=${onKey} onBlur=${() => setOffers([])} />
      <input type="hidden" name=${id} value=${value} />
      <div id=${list} role="listbox" aria-label=${label} class="offers" hidden=${offers.length === 0}>
        ${offers.map(
          (offer, index) => html`<div role="option" id=${`${list}-${index}`} aria-selected=${index === active}
            onMouseDown=${(event: Event) => event.preventDefault()} onClick=${() => take(offer)}>${offer.name}</div>`,
        )}
      </div>
    </div>
  `
}
