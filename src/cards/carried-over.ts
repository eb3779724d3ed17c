import type { Slots, Understanding } from '../domain/understanding.ts'
import { clockTime, duration } from './words.ts'

/**
 * What was not in the message but taken from earlier ones, as a sentence; undefined when everything was said.
 * @param known What the question held that the message answers: whoever answers it has just read that.
 */
export function carriedOverSentence(
  { carriedOver, slots }: Pick<Understanding, 'carriedOver' | 'slots'>,
  known: Slots = {},
): string | undefined {
  const values = carriedOver.flatMap((slot) => {
    const value = slots[slot]
    return value === undefined || value === known[slot] ? [] : [`${LABELS[slot] ?? slot} ${shown(slot, value)}`]
  })
  return values.length === 0 ? undefined : `From earlier messages: ${values.join(', ')}.`
}

const LABELS: Readonly<Record<string, string>> = { ref: 'version', window: 'the last', pr: 'pull request', at: 'at' }

function shown(slot: string, value: string | number): string {
  if (slot === 'window') return duration(Number(value) * 1000)
  return slot === 'at' ? `${String(value).slice(0, 10)} ${clockTime(String(value))}` : String(value)
}
