import type { Slots, Understanding } from '../domain/understanding.ts'
import { textFor } from '../texts/text-for.ts'
import type { Texts } from '../texts/texts.ts'
import { dateTime, duration } from './words.ts'

/**
 * What was not in the message but taken from earlier ones, as a sentence; undefined when everything was said.
 * @param known What the question held that the message answers: whoever answers it has just read that.
 */
export function carriedOverSentence(
  { carriedOver, slots }: Pick<Understanding, 'carriedOver' | 'slots'>,
  texts: Texts,
  known: Slots = {},
): string | undefined {
  const values = carriedOver.flatMap((slot) => {
    const value = slots[slot]
    return value === undefined || value === known[slot] ? [] : [`${slotName(slot, texts)} ${shown(slot, value)}`]
  })
  return values.length === 0 ? undefined : texts.conversation.carriedOver({ values: values.join(', ') })
}

/** A slot that people do not speak of has its own name. */
function slotName(slot: string, { conversation: { slots } }: Texts): string {
  return textFor(slots, slot) ?? slot
}

function shown(slot: string, value: string | number): string {
  if (slot === 'window') return duration(Number(value) * 1000)
  return slot === 'at' ? dateTime(String(value)) : String(value)
}
