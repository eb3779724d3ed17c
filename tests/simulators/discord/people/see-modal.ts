import type { SeenField, SeenModal } from '../../seen.ts'
import type { Interaction } from '../interactions/interactions.ts'
import type { ComponentBody, ModalBody } from '../rules/bodies.ts'
import { SELECTS, TEXT, TEXT_INPUT } from '../rules/component-types.ts'

/** The form that an interaction opened. */
export function seenModal({ id }: Interaction, modal: ModalBody): SeenModal {
  return {
    id,
    callbackId: modal.custom_id,
    title: modal.title,
    text: modal.components.flatMap(({ type, content = '' }) => (type === TEXT ? [content] : [])).join('\n'),
    fields: modal.components.flatMap(fieldsOf),
    raw: modal,
  }
}

function fieldsOf(part: ComponentBody): readonly SeenField[] {
  const inputs = part.component === undefined ? (part.components ?? []) : [part.component]
  return inputs.map((input) => ({
    id: input.custom_id ?? '',
    label: input.label ?? part.label ?? '',
    ...(part.description && { description: part.description }),
    kind: input.type === TEXT_INPUT ? 'text' : SELECTS.includes(input.type) ? 'menu' : 'other',
    isLong: input.style === 2,
    isRequired: input.required ?? true,
    value: input.value ?? '',
    ...(input.max_length !== undefined && { maxLength: input.max_length }),
    options: (input.options ?? []).map(({ label = '', value = '' }) => ({ label, value })),
  }))
}

/** A form with what was typed into it, as the interaction of its sending holds it. */
export function filledIn(
  modal: ModalBody,
  typedInto: (field: ComponentBody, label: string) => string | readonly string[],
): object {
  const filled = (input: ComponentBody, label: string): object => {
    const value = typedInto(input, label)
    const given = input.type === TEXT_INPUT ? { value: String(value) } : { values: [value].flat() }
    return { type: input.type, custom_id: input.custom_id, ...given }
  }
  const components = modal.components.map((part, index) => {
    const place = { type: part.type, id: index + 1 }
    if (part.component !== undefined) return { ...place, component: filled(part.component, part.label ?? '') }
    if (part.components === undefined) return place
    return { ...place, components: part.components.map((input) => filled(input, input.label ?? '')) }
  })
  return { custom_id: modal.custom_id, components }
}
