import type { DialogueContext, Slots, Turn } from '../src/domain/understanding.ts'
import { effectOf, intents, slotsOf } from './catalog.ts'
import type { Classification } from './classify.ts'
import { carriedSlots, pick } from './earlier-turns.ts'
import { type Filling, fillFromText } from './fill.ts'
import { UNCLEAR } from './other-thing.ts'
import type { Reading } from './reading.ts'
import { THINGS } from './referent.ts'
import type { Guess } from './rules/classify.ts'

/** What a message asks for, once read in its conversation. */
export interface Resolved {
  readonly intent: string
  readonly confidence: number
  /** What the conversation decides is found by rules, whatever a model hears in the words alone. */
  readonly via: 'rules' | 'model'
  readonly filling: Filling
  /** Slots that the text did not give but the conversation did. */
  readonly carried: Slots
  /** The slot the bot had asked for, when this is the answer. */
  readonly answers?: string
}

/** A guess this sure is a request of its own, not an answer to what was asked before. */
const SURE = 0.8
/** An answer that names nothing known is a name misheard or unknown; more words than these are something else said. */
const ANSWER_WORDS = 2

/** Nothing is asked by what is out of scope, nor by what is hardly more than a guess. */
function isFirm({ intent, confidence }: Guess): boolean {
  return intent !== 'out_of_scope' && confidence >= 0.5
}

/** Reads the guesses in the light of the conversation. @param turns The person's own, the newest first. */
export function resolve(
  reading: Reading,
  { guesses, byRules }: Classification,
  context: DialogueContext,
  turns: readonly Turn[],
): Resolved {
  // Where nothing was said before, nothing is answered or changed.
  if (turns.length === 0 && context.waitingFor === undefined) return request(reading, guesses, byRules, turns)
  // A model hears a request in any name it knows; bare values ask for something by themselves only if a rule says so.
  const firm = isOnlyValues(reading) ? byRules : guesses.filter(isFirm)
  return (
    answerToYesOrNo(reading, firm, context, turns) ??
    answerToSlot(reading, firm, context) ??
    changeOfMind(reading, byRules, turns) ??
    request(reading, guesses, byRules, turns)
  )
}

function request(
  reading: Reading,
  guesses: readonly Guess[],
  byRules: readonly Guess[],
  turns: readonly Turn[],
): Resolved {
  const best = cancelledTask(byRules, turns[0]) ?? progress(reading, turns[0]) ?? guesses[0]
  const intent = best?.intent ?? 'out_of_scope'
  const filling = fillFromText(intent, reading)
  const carried = carriedSlots(intent, filling.slots, slotsInDoubt(reading, filling), reading, turns)
  const via = byRules.some((guess) => guess.intent === intent) ? 'rules' : 'model'
  return { intent, confidence: best?.confidence ?? 0.5, via, filling, carried }
}

/** "cancel it" is a no, unless the person has just spoken of a task. */
function cancelledTask(guesses: readonly Guess[], last: Turn | undefined): Guess | undefined {
  const isNo = guesses[0]?.intent === 'confirm.no' && last?.slots.task !== undefined
  return isNo ? guesses.find((guess) => guess.intent === 'task.cancel') : undefined
}

const ASKS_PROGRESS =
  /^(?:(?:is|has) (?:it|that) (?:done|finished|ready|complete|completed|through|up|live|out|still running|gone through)(?: yet| now)?|did (?:it|that) (?:work|finish|succeed|go through|pass|fail)|how (?:is|'s) it going|how far (?:is it|along is it))$/

/** "is it done?" asks about the work that was asked for before, not about the service it was for. */
function progress({ clauses }: Reading, last: Turn | undefined): Guess | undefined {
  if (!last || effectOf(last.intent) === 'read' || !ASKS_PROGRESS.test(clauses[0]?.frame ?? '')) return undefined
  const [domain] = last.intent.split('.')
  const own = `${domain}.status`
  const intent = intents.has(own) ? own : 'deploy.status'
  return { intent, confidence: 0.85 }
}

/** A slot whose word is misspelled, unknown or one of two is left open: nothing may quietly fill it. */
function slotsInDoubt(reading: Reading, filling: Filling): ReadonlySet<string> {
  const unclear = reading.entities.some(({ slot }) => slot === UNCLEAR) ? THINGS : []
  const doubted = [...unclear, ...[...reading.doubts, ...filling.ambiguous].map(({ slot }) => slot), ...filling.open]
  return new Set<string>(doubted.filter((slot) => filling.slots[slot] === undefined))
}

/** "yes, deploy it" is a yes; "yes, but to staging" is not: it asks for something else. */
function answerToYesOrNo(
  reading: Reading,
  guesses: readonly Guess[],
  context: DialogueContext,
  turns: readonly Turn[],
): Resolved | undefined {
  if (context.waitingFor?.kind !== 'yes-or-no') return undefined
  const best = guesses[0]
  if (best?.intent === 'confirm.yes' || best?.intent === 'confirm.no') return answer(best.intent, best.confidence)
  if (isRefusal(reading, best)) return answer('confirm.no', 0.9)
  return isAgreement(reading, best, turns[0]) ? answer('confirm.yes', 0.9) : undefined
}

function answer(intent: 'confirm.yes' | 'confirm.no', confidence: number): Resolved {
  return { intent, confidence, via: 'rules', filling: { slots: {}, ambiguous: [], open: [] }, carried: {} }
}

const SAYS_NO = /^(?:no|nope|nah|cancel|stop|abort|wait|never ?mind|hold on)$/
const SAYS_YES = /^(?:yes|yep|yeah|yup|sure|ok|okay|confirm|confirmed|go ahead|do it)$/

function isRefusal(reading: Reading, best: Guess | undefined): boolean {
  if (best?.intent === 'task.cancel') return !reading.entities.some((entity) => entity.slot === 'task')
  const { clauses } = reading
  return !best && clauses.length > 0 && clauses.every(({ frame, mood }) => SAYS_NO.test(frame) || mood === 'negated')
}

/** Agreement adds nothing: every value in it is one of the plan that was shown. */
function isAgreement({ clauses, entities, doubts }: Reading, best: Guess | undefined, last: Turn | undefined): boolean {
  const saysYes = SAYS_YES.test(clauses[0]?.frame ?? '')
  const isSame = best === undefined ? clauses.length === 1 : best.intent === last?.intent
  const isPlain = clauses.every((clause) => clause.mood === 'plain' && !clause.asks) && doubts.length === 0
  return saysYes && isSame && isPlain && entities.every((entity) => last?.slots[entity.slot] === entity.value)
}

function answerToSlot(reading: Reading, guesses: readonly Guess[], context: DialogueContext): Resolved | undefined {
  const asked = context.waitingFor
  if (asked?.kind !== 'slot') return undefined
  const best = isOnlyValues(reading) ? undefined : guesses[0]
  if (best && best.intent !== asked.intent && (best.confidence >= SURE || isConfirmation(best))) return undefined
  const filling = withOwnWords(fillFromText(asked.intent, reading), asked.slot, asked.intent, reading)
  const isAnswer = Object.keys(filling.slots).length + filling.ambiguous.length + reading.doubts.length > 0
  if (best && best.intent !== asked.intent && !isAnswer) return undefined
  if (!isAnswer && (reading.words.length === 0 || reading.words.length > ANSWER_WORDS)) return undefined
  const open = slotsOf(asked.intent).filter(
    (slot) => filling.slots[slot] === undefined && !slotsInDoubt(reading, filling).has(slot),
  )
  return {
    intent: asked.intent,
    confidence: 0.95,
    via: 'rules',
    filling,
    carried: pick(asked.slots, open),
    answers: asked.slot,
  }
}

function isConfirmation({ intent }: Guess): boolean {
  return intent === 'confirm.yes' || intent === 'confirm.no'
}

const OWN_WORDS = new Set(['title', 'reason', 'conditions', 'target', 'guideline', 'topic', 'bot', 'suite', 'ref'])

/** Asked for a reason or a title, whatever the person writes is it. */
function withOwnWords(filling: Filling, slot: string, intent: string, reading: Reading): Filling {
  if (filling.slots[slot] !== undefined) return filling
  const number = reading.entities.find((entity) => entity.slot === 'number')?.value
  const words = OWN_WORDS.has(slot) && effectOf(intent) !== 'danger' ? reading.text : undefined
  const value = slot === 'count' || slot === 'pr' ? number : words
  return value === undefined ? filling : { ...filling, slots: { ...filling.slots, [slot]: value } }
}

/** Words that may stand around a value without asking for anything new. */
const AROUND =
  /_[a-z]+_|\b(?:no|nope|sorry|oops|oh|ah|hmm|wait|actually|wrong|better|i|mean|meant|make|change|use|using|with|switch|rather|instead|not|correction|should|be|it|that|this|same|same thing|thing|ones|all|hold|please|for|on|in|at|to|do|ditto|and|or|what|what's|how|about|now|also|too|only|just|of|from|version|strategy|environment|env|service|one|then|ok|okay|yes|yeah|but|as|well|again|there|over|let's|go|i'd|like|want|prefer|was|is|say|said|by|via|a|the|set|pick|take|last|past|nice|great|cool|good|fine|perfect|against|compared|versus|vs)\b|[^\p{L}]/gu
const REPEATS =
  /\b(?:same|ditto|make|mean|meant|no|nope|sorry|oops|actually|wrong|better|use|using|switch|instead|rather|wait|correction|with|change|not|also|yes)\b/i

/** A bare value after these goes on with what was asked before. */
const FOLLOWS =
  /^(?:and|also|same|now|then|do|compared|against|what about|how about|no|nope|actually|make)\b|\b(?:too|as well)\W*$/i

/** "no, I meant production", "make it canary", "same for checkout", "and in staging?": one value of an earlier turn changes. */
function changeOfMind(reading: Reading, guesses: readonly Guess[], turns: readonly Turn[]): Resolved | undefined {
  if (!isOnlyValues(reading)) return undefined
  if (guesses.some((guess) => guess.confidence >= SURE) && !FOLLOWS.test(reading.text)) return undefined
  const base = turns.find(({ intent }) => saysSomethingFor(intent, reading))
  if (!base) return undefined
  const intent = asksInstead(reading, base) ? 'deploy.status' : base.intent
  const filling = fillFromText(intent, reading)
  const closed = slotsInDoubt(reading, filling)
  const kept = slotsOf(intent).filter((slot) => filling.slots[slot] === undefined && !closed.has(slot))
  return { intent, confidence: 0.85, via: 'rules', filling, carried: pick(base.slots, kept) }
}

function isOnlyValues({ text, clauses, entities, doubts }: Reading): boolean {
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
