import type { SeenButton, SeenMenu, SeenOption } from '../seen.ts'
import { elementsOf } from './interactions.ts'
import { unescaped } from './read-blocks.ts'

/** What an overflow menu shows instead of words. */
const OVERFLOW = '…'

interface Labelled {
  readonly text: string
}

interface Element {
  readonly type: string
  readonly action_id?: string
  readonly text?: Labelled
  readonly url?: string
  readonly style?: 'primary' | 'danger'
  readonly placeholder?: Labelled
  readonly options?: readonly { readonly text: Labelled; readonly value: string; readonly description?: Labelled }[]
  readonly option_groups?: readonly { readonly options: NonNullable<Element['options']> }[]
  readonly max_selected_items?: number
  readonly confirm?: { readonly title: Labelled; readonly text: Labelled }
}

const elementsIn = (blocks: readonly unknown[]): readonly Element[] =>
  blocks.flatMap((block) => elementsOf(block as Parameters<typeof elementsOf>[0]) as readonly Element[])

export function buttonsIn(blocks: readonly unknown[]): readonly SeenButton[] {
  return elementsIn(blocks)
    .filter(({ type }) => type === 'button')
    .map(({ action_id = '', text, style, url }) => ({
      id: action_id,
      label: unescaped(text?.text ?? ''),
      style: url ? 'link' : (style ?? 'secondary'),
      isDisabled: false,
      ...(url && { url }),
    }))
}

export function menusIn(blocks: readonly unknown[]): readonly SeenMenu[] {
  return elementsIn(blocks)
    .filter(({ type }) => type === 'overflow' || type.endsWith('_select'))
    .map((menu) => ({
      id: menu.action_id ?? '',
      placeholder: menu.type === 'overflow' ? OVERFLOW : (menu.placeholder?.text ?? ''),
      options: optionsOf(menu),
      min: 1,
      max: menu.max_selected_items ?? 1,
    }))
}

/** What the confirm dialog of a button asks; undefined without one. */
export function confirmOf(blocks: readonly unknown[], id: string): { title: string; text: string } | undefined {
  const confirm = elementsIn(blocks).find(({ action_id }) => action_id === id)?.confirm
  return confirm && { title: confirm.title.text, text: confirm.text.text }
}

export function optionsOf({
  options,
  option_groups = [],
}: Pick<Element, 'options' | 'option_groups'>): readonly SeenOption[] {
  return (options ?? option_groups.flatMap((group) => group.options)).map(({ text, value, description }) => ({
    label: unescaped(text.text),
    value,
    ...(description && { description: description.text }),
  }))
}
