import type { SeenOption } from '../../../seen.ts'
import { html, type VNode } from '../html.ts'

/** A menu whose choice is sent at once. */
export function menuView(label: string, options: readonly SeenOption[], onChoose: (value: string) => void): VNode {
  const choose = (event: Event): void => {
    const select = event.currentTarget as HTMLSelectElement
    if (select.value !== '') onChoose(select.value)
    select.value = ''
  }
  return html`
    <select class="menu" aria-label=${label} onChange=${choose}>
      <option value="">${label}</option>
      ${options.map(({ label: words, value }) => html`<option value=${value}>${words}</option>`)}
    </select>
  `
}
