import { type ChangeIntent, changeCapability, isChange } from '../../capabilities/capabilities.ts'
import type { Catalog } from '../../domain/catalog.ts'
import type { StructuredRequest } from '../../domain/structured-request.ts'
import type { Slots } from '../../domain/understanding.ts'
import { supportedValue } from '../model/supported-slots.ts'

export interface PersonsWords {
  readonly text: string
  readonly catalog: Catalog
  /** What was found without a model in this message, and in the person's earlier ones. */
  readonly known: readonly Slots[]
}

export interface SupportedChange {
  readonly intent: ChangeIntent
  readonly slots: Slots
}

/**
 * The change a model proposes, when the person has mentioned its kind and each of its values. So a log line that talks a
 * model into a change does not even lead to a question about it.
 */
export function supportedChange(
  { intent, slots }: StructuredRequest,
  words: PersonsWords,
): SupportedChange | undefined {
  if (!isChange(intent) || !changeCapability(intent).spokenOf.test(words.text)) return undefined
  const given = Object.entries(slots).filter(([, value]) => value !== undefined)
  const supported = given.map(([slot, value]) => [slot, supportedValue(slot, String(value), words)] as const)
  if (supported.some(([, value]) => value === undefined)) return undefined
  return { intent, slots: Object.fromEntries(supported) }
}
