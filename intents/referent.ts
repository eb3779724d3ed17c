import type { ListedThing, Slots, Turn } from '../src/domain/understanding.ts'
import { intentNamed } from './catalog.ts'
import { slotsOfThing } from './entities/listed.ts'

/** What "it" may be, the most particular first. */
export const THINGS = ['task', 'change', 'incident', 'run', 'workflow', 'device', 'bot', 'service'] as const
export type Thing = (typeof THINGS)[number]

const PRONOUN =
  /(?<!\bfrom )\b(?:it(?!'?s\b)|its(?= \w)|(?<=\b(?:cancel|retry|approve|reject|restart|deploy|promote|ack|resolve|close|fix) )(?:that|mine)|(?<=\broll )mine(?= back))\b(?! (?:be|would|will|possible|ok|okay|safe)\b)/i

/**
 * The text with the name of what was last spoken of where it says "it": what is asked for shows more plainly of a named
 * thing. For classification only; values are carried over by themselves, and shown as carried over.
 */
export function withReferent(text: string, turns: readonly Turn[], listed: readonly ListedThing[]): string {
  if (!PRONOUN.test(text)) return text
  const kind = ACTED_ON.find(({ verb }) => verb.test(text))?.kind
  const last = turns.find(({ slots }) => kind !== undefined && slots[kind] !== undefined) ?? turns[0]
  const name = last && nameOf(last, listed, kind)
  if (name === undefined) return text
  return text.replace(PRONOUN, (pronoun) => (/^its$/i.test(pronoun) ? `${name}'s` : name))
}

/** What some verbs act on, whatever was spoken of in between: only an incident is acknowledged. */
const ACTED_ON: readonly { readonly kind: Thing; readonly verb: RegExp }[] = [
  { kind: 'incident', verb: /\b(?:ack(?:nowledge)?|resolve|close) (?:it|that|this)\b/i },
  { kind: 'change', verb: /\b(?:approve|reject|decline) (?:it|that|this)\b/i },
  { kind: 'task', verb: /\bretry (?:it|that|this)\b/i },
]

function nameOf(turn: Turn, [only, ...others]: readonly ListedThing[], wanted: Thing | undefined): string | undefined {
  const shown: Slots = only && others.length === 0 ? slotsOfThing(only) : {}
  const isWanted = wanted !== undefined && turn.slots[wanted] !== undefined
  const kind = THINGS.find((thing) => shown[thing] !== undefined) ?? (isWanted ? wanted : thingOf(turn))
  return kind === undefined ? undefined : String(shown[kind] ?? turn.slots[kind])
}

/** What a turn was about: what its intent needs goes before what it only takes. */
export function thingOf({ intent, slots }: Turn): Thing | undefined {
  const { needs } = intentNamed(intent)
  return (
    THINGS.find((thing) => needs.includes(thing) && slots[thing] !== undefined) ??
    THINGS.find((thing) => slots[thing] !== undefined)
  )
}
