import type { Turn } from '../src/domain/understanding.ts'
import { intentNamed } from './catalog.ts'

/** What "it" may be, the most particular first. */
const THINGS = ['task', 'change', 'incident', 'run', 'workflow', 'device', 'bot', 'service'] as const

const PRONOUN =
  /\b(?:it(?!'?s\b)|its(?= \w)|(?<=\b(?:cancel|retry|approve|reject|restart|deploy|promote|ack|resolve|close|fix) )that)\b(?! (?:be|would|will|possible|ok|okay|safe)\b)/i

/**
 * The text with the name of what was last spoken of where it says "it": what is asked for shows more plainly of a named
 * thing. For classification only; values are carried over by themselves, and shown as carried over.
 */
export function withReferent(text: string, last: Turn | undefined): string {
  const name = last && nameOf(last)
  if (name === undefined) return text
  return text.replace(PRONOUN, (pronoun) => (/^its$/i.test(pronoun) ? `${name}'s` : name))
}

/** What an intent needs goes before what it only takes. */
function nameOf({ intent, slots }: Turn): string | undefined {
  const { needs } = intentNamed(intent)
  const slot =
    THINGS.find((thing) => needs.includes(thing) && slots[thing] !== undefined) ??
    THINGS.find((thing) => slots[thing] !== undefined)
  return slot === undefined ? undefined : String(slots[slot])
}
