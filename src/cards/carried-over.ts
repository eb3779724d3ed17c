import type { Slots, Understanding } from '../domain/understanding.ts'
import { textFor } from '../texts/text-for.ts'
import type { Texts } from '../texts/texts.ts'
import { dateTime, duration } from './words.ts'

/**
 * What was not in the request but taken from earlier messages or from beside it, in sentences; undefined when everything was said.
 * @param known What the question held that the message answers: whoever answers it has just read that.
 */
export function carriedOverSentence(
  { carriedOver, besideRequest = [], slots }: Pick<Understanding, 'carriedOver' | 'besideRequest' | 'slots'>,
  texts: Texts,
  known: Slots = {},
): string | undefined {
  const valuesOf = (named: readonly string[]) =>
    named.flatMap((slot) => {
      const value = slots[slot]
      return value === undefined || value === known[slot] ? [] : [`${slotName(slot, texts)} ${shown(slot, value)}`]
    })
  const before = valuesOf(carriedOver.filter((slot) => !besideRequest.includes(slot)))
  const beside = valuesOf(besideRequest)
  const { conversation } = texts
  const sentences = [
    ...(before.length > 0 ? [conversation.carriedOver({ values: before.join(', ') })] : []),
    ...(beside.length > 0 ? [conversation.besideRequest({ values: beside.join(', ') })] : []),
  ]
  return sentences.join(' ') || undefined
}

/** A slot that people do not speak of has its own name. */
function slotName(slot: string, { conversation: { slots } }: Texts): string {
  return textFor(slots, slot) ?? slot
}

function shown(slot: string, value: string | number): string {
  if (slot === 'window') return duration(Number(value) * 1000)
  return slot === 'at' ? dateTime(String(value)) : String(value)
}
