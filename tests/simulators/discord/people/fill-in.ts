import type { ComponentBody, ModalBody } from '../rules/bodies.ts'
import { TEXT_INPUT } from '../rules/component-types.ts'
import { filledIn } from './see-modal.ts'

type Values = Readonly<Record<string, string | readonly string[]>>

/** The form with these values in its fields, by label or id. @throws when Discord's client would not send it. */
export function fillIn(modal: ModalBody, values: Values): object {
  const used = new Set<string>()
  const typedInto = (field: ComponentBody, label: string): string | readonly string[] => {
    const key = [label, field.custom_id ?? ''].find((one) => values[one] !== undefined)
    if (key !== undefined) used.add(key)
    const value = key === undefined ? (field.value ?? '') : (values[key] ?? '')
    refuse(field, label, value)
    return value
  }
  const filled = filledIn(modal, typedInto)
  const unknown = Object.keys(values).find((key) => !used.has(key))
  if (unknown !== undefined) throw new Error(`the form ${modal.title} has no field ${unknown}`)
  return filled
}

function refuse(field: ComponentBody, label: string, value: string | readonly string[]): void {
  if ((field.required ?? true) && value.length === 0) throw new Error(`the field ${label} is required`)
  if (field.type !== TEXT_INPUT) return
  if (value.length > (field.max_length ?? 4_000))
    throw new Error(`the field ${label} takes ${field.max_length} characters`)
  if (value.length > 0 && value.length < (field.min_length ?? 0))
    throw new Error(`the field ${label} takes more characters`)
}
