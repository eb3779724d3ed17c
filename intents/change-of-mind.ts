import type { Slots, Turn } from '../src/domain/understanding.ts'
import { effectOf, slotsOf } from './catalog.ts'
import { type EarlierTurns, isReplaced, pick } from './earlier-turns.ts'
import { printedId } from './entities/ids.ts'
import { fillFromText } from './fill.ts'
import { isOnlyValues } from './only-values.ts'
import { UNCLEAR } from './other-reference.ts'
import type { Reading } from './reading.ts'
import { type Resolved, SURE } from './resolved.ts'
import type { Guess } from './rules/classify.ts'
import { uncertainSlots } from './uncertain-slots.ts'

const REPEATS =
  /\b(?:same|ditto|make|mean|meant|no|nope|sorry|oops|actually|wrong|better|use|using|switch|instead|rather|wait|correction|with|change|not|also|yes)\b/i

/** A bare value after one of these continues what was asked before. */
const FOLLOWS =
  /^(?:and|also|same|now|then|next|do|compared|against|what about|how about|no|nope|nah|actually|make|wait|sorry|oops|oh|ah|hm+|not|rather|i mean|i meant|on second thoughts?)\b|\b(?:too|as well|instead|rather|only|i mean|i meant)\W*$/i

/** "no, I meant production", "make it canary", "same for checkout", "and in staging?": one value of an earlier turn changes. */
export function changeOfMind(
  reading: Reading,
  guesses: readonly Guess[],
  { own, all }: EarlierTurns,
): Resolved | undefined {
  if (!isOnlyValues(reading)) return undefined
  const isMeant = (turn: Turn) => saysSomethingFor(turn.intent, reading) || numberedLike(turn, reading) !== undefined
  const [ofOther] = askedByOthers(reading, all).filter(isMeant)
  const ofOwn = own.find(isMeant)
  const base = ofOther && (!ofOwn || goesOnWith(ofOther, ofOwn)) ? ofOther : ofOwn
  if (!base) return undefined
  const isOther = guesses.some(({ intent, confidence }) => confidence >= SURE && intent !== base.intent)
  if (isOther && !FOLLOWS.test(reading.text)) return undefined
  if (isTold(reading, base)) return undefined
  const intent = asksInstead(reading, base) ? 'deploy.status' : base.intent
  const said = fillFromText(intent, reading)
  const filling = { ...said, slots: { ...numberedLike(base, reading), ...said.slots } }
  const closed = uncertainSlots(reading, filling)
  const kept = slotsOf(intent).filter(
    (slot) => filling.slots[slot] === undefined && !closed.has(slot) && !isReplaced(slot, filling.slots),
  )
  const slots = onSameDay(filling.slots, base.slots, reading)
  return { intent, confidence: 0.85, via: 'rules', filling: { ...filling, slots }, carried: pick(base.slots, kept) }
}

/** Two people asking the same of one service are in one conversation: what was said last counts. */
function goesOnWith(other: Turn, own: Turn): boolean {
  return other.by !== own.by && other.intent === own.intent && other.slots.service === own.slots.service
}

/**
 * "and staging?" after somebody else's question. Nobody goes on with another person's change, unless they ask for the same
 * with a name of their own: "same for web please".
 */
function askedByOthers(reading: Reading, [last]: readonly Turn[]): readonly Turn[] {
  if (!last) return []
  const asksForSame = SAME.test(reading.text) && reading.entities.some(({ slot }) => slot === 'service')
  return effectOf(last.intent) === 'read' || asksForSame ? [last] : []
}
const SAME = /^\W*(?:(?:and|also|now|then|please|pls|ok|okay)\W+)*(?:do |run |make )?(?:the )?same\b/i

/** "and 15?" after RUN-14 */
function numberedLike({ intent, slots }: Turn, { entities }: Reading): Slots | undefined {
  const number = entities.find(({ slot }) => slot === 'number')?.value
  const slot = slotsOf(intent).find((name) => slots[name] !== undefined && printedId(name, 1) !== undefined)
  const id = slot && printedId(slot, number)
  return slot === undefined || id === undefined ? undefined : { [slot]: id }
}

/** "what is in the first one?" is about that one, not another list. */
function namesAnotherThing(intent: string, { entities }: Reading): boolean {
  const taken = slotsOf(intent)
  return entities.some(({ slot }) => printedId(slot, 1) !== undefined && !taken.includes(slot))
}

function saysSomethingFor(intent: string, reading: Reading): boolean {
  if (namesAnotherThing(intent, reading)) return false
  const { slots, ambiguous } = fillFromText(intent, reading)
  return (
    Object.keys(slots).length + ambiguous.length > 0 ||
    reading.entities.some(({ slot }) => slot === UNCLEAR) ||
    reading.doubts.some((doubt) => slotsOf(intent).includes(doubt.slot))
  )
}

/** "it's in payments" may say what was left open; what was said already it only tells of: "it's staging again". */
function isTold(reading: Reading, base: Turn): boolean {
  const said = reading.clauses.map(({ frame }) => frame).join(' ')
  if (effectOf(base.intent) !== 'read' && LOOKS_BACK.test(said) && !TAKES_BACK.test(said)) return true
  if (!TELLS_OF_IT.test(reading.text) || CORRECTS.test(reading.text)) return false
  const { slots } = fillFromText(base.intent, reading)
  return Object.keys(slots).some((slot) => base.slots[slot] !== undefined)
}

/** "v2 was better" */
const LOOKS_BACK = /\b(?:was|were)\b/i
const TAKES_BACK = /\b(?:supposed|intended|mistake|typo|no|nope|sorry|oops|wait|mean|meant|wrong|correction)\b/i
const TELLS_OF_IT =
  /^\W*(?:(?:ok|okay|and|oh|well|so|yes|yeah|hey|right|ah|hm+|but)\W+)*(?:it|that|this|they|those)(?:'?s|'re| is| was| are| were| belongs?| lives?| sits?)\b/i
const CORRECTS =
  /\b(?:supposed|intended|mistake|typo|no|nope|not|sorry|oops|wait|actually|rather|instead|mean|meant|correction|wrong|better|too (?:many|much|few|little))\b/i

/** "and in staging?" after a deployment is a question, not a second deployment. */
function asksInstead(reading: Reading, base: Turn): boolean {
  return (
    effectOf(base.intent) !== 'read' && reading.clauses.some((clause) => clause.asks) && !REPEATS.test(reading.text)
  )
}

const NAMES_DAY =
  /\b(?:today|tonight|tomorrow|(?:mon|tues|wednes|thurs|fri|satur|sun)day|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*|in|from now|week|\d{4}-\d\d)\b/i

const NAMES_TIME =
  /\d ?(?:am|pm|h|utc)\b|\d:\d\d|\bat \d|\b(?:noon|midnight|tonight|morning|afternoon|evening|in|from now|now)\b/i

/** "actually 10:00": another time of the day that was said before; "friday instead": the same time of another day. */
function onSameDay(slots: Slots, before: Slots, { text }: Reading): Slots {
  if (typeof slots.at !== 'string' || typeof before.at !== 'string') return slots
  if (NAMES_DAY.test(text))
    return NAMES_TIME.test(text) ? slots : { ...slots, at: slots.at.slice(0, 10) + before.at.slice(10) }
  return { ...slots, at: before.at.slice(0, 10) + slots.at.slice(10) }
}
