import type { Slots, Turn } from '../src/domain/understanding.ts'
import { effectOf, slotsOf } from './catalog.ts'
import { pick } from './earlier-turns.ts'
import { fillFromText } from './fill.ts'
import { UNCLEAR } from './other-reference.ts'
import type { Reading } from './reading.ts'
import { type Resolved, SURE } from './resolved.ts'
import type { Guess } from './rules/classify.ts'
import { uncertainSlots } from './uncertain-slots.ts'

/** Words that may stand around a value without asking for anything new. */
const AROUND =
  /_[a-z]+_|\b(?:no|nope|sorry|oops|oh|ah|hm+|um+|uh+|er+m?|wait|actually|wrong|better|i|mean|meant|make|change|use|using|with|switch|rather|instead|not|correction|should|be|it|that|this|same|same thing|thing|ones|all|hold|please|for|on|in|at|to|do|ditto|and|or|what|what's|how|about|now|also|too|only|just|of|from|version|strategy|environment|env|service|one|then|ok|okay|yes|yeah|but|as|well|again|there|over|let's|go|i'd|like|want|prefer|was|is|say|said|by|via|a|the|set|pick|take|last|past|nice|great|cool|good|fine|perfect|against|compared|versus|vs|obviously|clearly|naturally|of course|definitely|probably|maybe|perhaps|guess|think|sure|right|thanks|thx|pls|hey|alright|everything|both|here|let me|see|one more|exact|precise|exactly|precisely|would|go)\b|[^\p{L}]/gu
const REPEATS =
  /\b(?:same|ditto|make|mean|meant|no|nope|sorry|oops|actually|wrong|better|use|using|switch|instead|rather|wait|correction|with|change|not|also|yes)\b/i

/** A bare value after one of these continues what was asked before. */
const FOLLOWS =
  /^(?:and|also|same|now|then|do|compared|against|what about|how about|no|nope|actually|make)\b|\b(?:too|as well)\W*$/i

/** "no, I meant production", "make it canary", "same for checkout", "and in staging?": one value of an earlier turn changes. */
export function changeOfMind(
  reading: Reading,
  guesses: readonly Guess[],
  turns: readonly Turn[],
): Resolved | undefined {
  if (!isOnlyValues(reading)) return undefined
  const base = turns.find(({ intent }) => saysSomethingFor(intent, reading))
  if (!base) return undefined
  const isOther = guesses.some(({ intent, confidence }) => confidence >= SURE && intent !== base.intent)
  if (isOther && !FOLLOWS.test(reading.text)) return undefined
  const intent = asksInstead(reading, base) ? 'deploy.status' : base.intent
  const filling = fillFromText(intent, reading)
  const closed = uncertainSlots(reading, filling)
  const kept = slotsOf(intent).filter((slot) => filling.slots[slot] === undefined && !closed.has(slot))
  const slots = onSameDay(filling.slots, base.slots, reading)
  return { intent, confidence: 0.85, via: 'rules', filling: { ...filling, slots }, carried: pick(base.slots, kept) }
}

/** Says no more than values, with words that ask for nothing new around them. */
export function isOnlyValues({ text, clauses, entities, doubts }: Reading): boolean {
  const named = entities.filter(({ slot }) => slot === 'state' || slot === 'metric' || slot === 'suite')
  const words = clauses.map(({ frame }) => frame).join(' ')
  const bare = named.reduce((frame, { start, end }) => frame.replace(text.slice(start, end).toLowerCase(), ' '), words)
  const rest = bare.replace(/\bnot \S+/g, ' ').replace(AROUND, '')
  return rest === '' && entities.length + doubts.length > 0
}

function saysSomethingFor(intent: string, reading: Reading): boolean {
  const { slots, ambiguous } = fillFromText(intent, reading)
  return (
    Object.keys(slots).length + ambiguous.length > 0 ||
    reading.entities.some(({ slot }) => slot === UNCLEAR) ||
    reading.doubts.some((doubt) => slotsOf(intent).includes(doubt.slot))
  )
}

/** "and in staging?" after a deployment is a question, not a second deployment. */
function asksInstead(reading: Reading, base: Turn): boolean {
  return (
    effectOf(base.intent) !== 'read' && reading.clauses.some((clause) => clause.asks) && !REPEATS.test(reading.text)
  )
}

const NAMES_DAY =
  /\b(?:today|tonight|tomorrow|(?:mon|tues|wednes|thurs|fri|satur|sun)day|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*|in|from now|week|\d{4}-\d\d)\b/i

/** "actually 10:00": another time of the day that was said before. */
function onSameDay(slots: Slots, before: Slots, { text }: Reading): Slots {
  if (typeof slots.at !== 'string' || typeof before.at !== 'string' || NAMES_DAY.test(text)) return slots
  return { ...slots, at: before.at.slice(0, 10) + slots.at.slice(10) }
}
