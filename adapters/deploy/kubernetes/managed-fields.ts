import { z } from 'zod'
import { type FieldPath, isFields, type Step } from './field-changes.ts'

/** Who owns which fields of an object, as the API server notes it. */
const entry = z.object({
  manager: z.string().default(''),
  operation: z.string().default('Update'),
  /** When it last changed one of them, ISO 8601 in UTC. */
  time: z.string().optional(),
  subresource: z.string().optional(),
  fieldsV1: z.unknown(),
})
export const managedFieldsSchema = z
  .array(entry)
  .nullish()
  .transform((entries) => entries ?? [])
export type ManagedFields = z.output<typeof managedFieldsSchema>
export type Manager = ManagedFields[number]

/** The owners of a field, or of something in it, the last to write first. */
export function managersOf(entries: ManagedFields, path: FieldPath): readonly Manager[] {
  return entries
    .filter(({ fieldsV1 }) => owns(fieldsV1, path))
    .toSorted((one, other) => (other.time ?? '').localeCompare(one.time ?? ''))
}

function owns(fields: unknown, [step, ...rest]: FieldPath): boolean {
  if (!isFields(fields)) return false
  // A list or a map without parts of its own is owned as a whole.
  if (step === undefined || Object.keys(fields).length === 0) return true
  return Object.entries(fields).some(([key, inner]) => isStep(key, step) && owns(inner, rest))
}

/** `f:spec` for a field, `k:{"name":"payments"}` for an element of a list. */
function isStep(key: string, step: Step): boolean {
  if (typeof step === 'string') return key === `f:${step}`
  if (!key.startsWith('k:')) return false
  try {
    const keys: unknown = JSON.parse(key.slice(2))
    return isFields(keys) && keys[step.key] === step.value
  } catch {
    return false
  }
}

const BY_HAND = /^(?:kubectl(?!-client-side-apply)|k9s|node-fetch|Mozilla|dashboard)/

/** A person at a terminal or a dashboard, and no tool that applies what is written down somewhere. */
export const isByHand = ({ manager, operation }: Manager): boolean => operation === 'Update' && BY_HAND.test(manager)
