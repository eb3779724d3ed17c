import type { SeenField, SeenModal } from '../seen.ts'
import { readBlocks } from './read-blocks.ts'
import { buttonsIn, menusIn, optionsOf } from './seen-controls.ts'
import type { SeenHome } from './slack-person.ts'
import type { View, ViewBlock } from './views.ts'

/** @param problems What the bot said is wrong with what was sent, by block. */
export function seenModal(view: View, problems: Readonly<Record<string, string>> = {}): SeenModal {
  const { id, callback_id, title, sent } = view
  const words = readBlocks(sent.blocks.filter(({ type }) => type !== 'input'))
  return {
    id,
    callbackId: callback_id,
    title,
    text: [words, ...Object.values(problems)].filter((line) => line !== '').join('\n'),
    fields: sent.blocks.filter(({ type }) => type === 'input').map(seenField),
    raw: view,
  }
}

export function seenHome(view: View): SeenHome {
  const { blocks } = view.sent
  return { text: readBlocks(blocks), buttons: buttonsIn(blocks), menus: menusIn(blocks), raw: view }
}

function seenField({ block_id = '', label, hint, optional = false, element }: ViewBlock): SeenField {
  const isText = element?.type.endsWith('_input') ?? false
  const isMenu = element?.type.endsWith('_select') ?? false
  return {
    id: block_id,
    label: label?.text ?? '',
    kind: isText ? 'text' : isMenu ? 'menu' : 'other',
    isLong: element?.multiline ?? false,
    isRequired: !optional,
    value: element?.initial_value ?? '',
    options: optionsOf((element ?? {}) as Parameters<typeof optionsOf>[0]),
    ...(hint && { description: hint.text }),
    ...(element?.max_length !== undefined && { maxLength: element.max_length }),
  }
}

/** What was typed, as `view.state.values`. @param values By the id or label of the fields. */
export function stateOf(view: View, values: Readonly<Record<string, string | readonly string[]>>): object {
  const inputs = view.sent.blocks.filter(({ type }) => type === 'input')
  return Object.fromEntries(
    inputs.map(({ block_id = '', label, element }) => {
      const value = values[block_id] ?? values[label?.text ?? '']
      const id = element?.action_id ?? ''
      return [block_id, { [id]: fieldState(element, value) }]
    }),
  )
}

function fieldState(element: ViewBlock['element'], value: string | readonly string[] | undefined): object {
  const type = element?.type ?? ''
  if (type.endsWith('_input')) return { type, value: value ?? element?.initial_value ?? null }
  const wanted = [value ?? []].flat()
  const [first] = wanted
  if (type === 'conversations_select') return { type, selected_conversation: first ?? null }
  if (type === 'external_select') return { type, selected_option: first === undefined ? null : offered(first) }
  const chosen = (element?.options ?? []).filter((one) => wanted.includes(one.value) || wanted.includes(one.text.text))
  return type.startsWith('multi_')
    ? { type, selected_options: chosen }
    : { type, selected_option: chosen[0] ?? element?.initial_option ?? null }
}

/** An option that the bot has offered: its value is what it says. */
function offered(value: string): object {
  return { text: { type: 'plain_text', text: value, emoji: false }, value }
}
