import type { Catalog } from '../../domain/catalog.ts'
import type { Slots, Understanding } from '../../domain/understanding.ts'
import { supportedValue } from './supported-slots.ts'
import type { SlotsOf, UnsureMessage } from './unsure-message.ts'

/** What a model says a message asks for. */
export interface ModelAnswer {
  readonly intent: string
  readonly slots: readonly { readonly name: string; readonly value: string }[]
}

/** Models do not know how sure they are; whatever they read is confirmed or harmless. */
const CONFIDENCE = 0.7

/**
 * Makes an understanding of a model's answer. The intent is the model's; of its values only those stay that the person
 * said, and what is needed and not there is asked for.
 */
export function understandingFrom(
  { value, model }: { readonly value: ModelAnswer; readonly model: string },
  { text, dialogue, understanding: before }: UnsureMessage,
  catalog: Catalog,
  slotsOf: SlotsOf,
): Understanding {
  const { intent } = value
  const { needs, takes } = slotsOf(intent)
  const own = dialogue.turns.filter(({ by }) => by === dialogue.by).map(({ slots }) => slots)
  const inText = without(before.slots, before.carriedOver)
  const evidence = { text, catalog, known: [inText, ...own.toReversed()] }
  const named = new Map(value.slots.map((slot) => [slot.name, slot.value]))
  const found = [...needs, ...takes].map((slot): [string, string | number | undefined] => {
    const given = named.get(slot)
    return [slot, given === undefined ? inText[slot] : supportedValue(slot, given, evidence)]
  })
  const slots: Slots = Object.fromEntries(found.filter(([, given]) => given !== undefined))
  const isOpen = ({ slot }: { readonly slot: string }): boolean => slots[slot] === undefined && takesSlot(slot)
  const takesSlot = (slot: string): boolean => needs.includes(slot) || takes.includes(slot)
  return {
    intent,
    confidence: CONFIDENCE,
    slots,
    missing: needs.filter((slot) => slots[slot] === undefined),
    nearMisses: before.nearMisses.filter(isOpen),
    unknownNames: before.unknownNames.filter(isOpen),
    carriedOver: Object.keys(slots).filter((slot) => isCarried(slot, slots[slot], { ...evidence, known: [inText] })),
    alternatives: before.alternatives,
    via: 'llm',
    model,
  }
}

function isCarried(
  slot: string,
  value: string | number | undefined,
  withinMessage: Parameters<typeof supportedValue>[2],
): boolean {
  return supportedValue(slot, String(value), withinMessage) === undefined
}

function without(slots: Slots, names: readonly string[]): Slots {
  return Object.fromEntries(Object.entries(slots).filter(([slot]) => !names.includes(slot)))
}
