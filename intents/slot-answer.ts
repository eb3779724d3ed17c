import type { DialogueContext, Slots } from '../src/domain/understanding.ts'
import { effectOf, slotsOf } from './catalog.ts'
import { pick } from './earlier-turns.ts'
import { type Filling, fillFromText } from './fill.ts'
import { isOnlyValues } from './only-values.ts'
import type { Reading } from './reading.ts'
import { type Resolved, SURE } from './resolved.ts'
import type { Guess } from './rules/classify.ts'
import { uncertainSlots } from './uncertain-slots.ts'

/** An answer that names nothing known is a name misheard or unknown; more words than these are something else said. */
const ANSWER_WORDS = 2

const SHORT_ANSWER_WORDS = 5

/** "one sec" is no name that nobody knows. */
const ASKS_FOR_TIME =
  /^\W*(?:(?:ok|okay|oh|sorry|uh+|um+|hm+|please|pls|just)\W+)*(?:(?:(?:just )?(?:one|a|1)|gimme (?:a|one)|give me (?:a|one))? ?(?:sec|second|moment|minute|min|mo)|brb|lol|haha+|hm+|uh+m*|hang on|hold on|let me (?:see|think|check|look)|good question|no idea|not sure|dunno|wait)\W*$/i

type Asked = Extract<DialogueContext['waitingFor'], { readonly kind: 'slot' }>

/** The answer to a question of the bot, with what it had understood before. */
export function answerToSlot(
  reading: Reading,
  guesses: readonly Guess[],
  byRules: readonly Guess[],
  context: DialogueContext,
): Resolved | undefined {
  const asked = context.waitingFor
  if (asked?.kind !== 'slot' || ASKS_FOR_TIME.test(reading.text)) return undefined
  const best = isOnlyValues(reading) || isShortAnswer(asked, reading, byRules) ? undefined : guesses[0]
  if (best && best.intent !== asked.intent && (best.confidence >= SURE || isConfirmation(best))) return undefined
  const said = withOwnWords(fillFromText(asked.intent, reading), asked.slot, asked.intent, reading)
  const filling = IN_OWN_WORDS.has(asked.slot) ? besideKnown(said, asked) : said
  const isAnswer = Object.keys(filling.slots).length + filling.ambiguous.length + reading.doubts.length > 0
  if (best && best.intent !== asked.intent && !isAnswer) return undefined
  if (contradicts(filling.slots, asked)) return undefined
  if (!isAnswer && (reading.words.length === 0 || reading.words.length > ANSWER_WORDS)) return undefined
  const uncertain = IN_OWN_WORDS.has(asked.slot) ? NONE : uncertainSlots(reading, filling)
  const open = slotsOf(asked.intent).filter((slot) => filling.slots[slot] === undefined && !uncertain.has(slot))
  return {
    intent: asked.intent,
    confidence: 0.95,
    via: 'rules',
    filling,
    carried: pick(asked.slots, open),
    answers: asked.slot,
  }
}

/** Names another service or environment than the request it would answer: it is a request of its own. */
function contradicts(said: Slots, { slot: wanted, slots: known }: Asked): boolean {
  return ['service', 'environment'].some(
    (slot) => slot !== wanted && said[slot] !== undefined && known[slot] !== undefined && said[slot] !== known[slot],
  )
}

/** "production, obviously": a model hears a request in it, no rule does, and it names what was asked for. */
function isShortAnswer({ intent, slot }: Asked, reading: Reading, byRules: readonly Guess[]): boolean {
  const isBare = byRules.length === 0 && reading.words.length <= SHORT_ANSWER_WORDS
  return isBare && fillFromText(intent, reading).slots[slot] !== undefined
}

function isConfirmation({ intent }: Guess): boolean {
  return intent === 'confirm.yes' || intent === 'confirm.no'
}

const OWN_WORDS = new Set(['title', 'reason', 'conditions', 'target', 'guideline', 'topic', 'bot', 'suite', 'ref'])

const NONE: ReadonlySet<string> = new Set()
const IN_OWN_WORDS = new Set(['title', 'reason', 'conditions', 'topic'])

/** "card charges time out" tells what is wrong; what it is wrong with was said before. */
function besideKnown(filling: Filling, { slot: wanted, slots: known }: Asked): Filling {
  const isNew = (slot: string) => slot === wanted || known[slot] === undefined
  const slots = Object.fromEntries(Object.entries(filling.slots).filter(([slot]) => isNew(slot)))
  return { ...filling, slots, ambiguous: filling.ambiguous.filter(({ slot }) => isNew(slot)) }
}

/** Asked for a reason or a title, whatever the person writes is it. */
function withOwnWords(filling: Filling, slot: string, intent: string, reading: Reading): Filling {
  if (filling.slots[slot] !== undefined) return filling
  const number = reading.entities.find((entity) => entity.slot === 'number')?.value
  const words = OWN_WORDS.has(slot) && effectOf(intent) !== 'danger' ? inItsForm(slot, reading.text) : undefined
  const value = slot === 'count' || slot === 'pr' ? number : words
  return value === undefined ? filling : { ...filling, slots: { ...filling.slots, [slot]: value } }
}

/** "the TaxRounder class" answers with a name as much as "TaxRounder" does. */
const NOUNS_AROUND =
  /^(?:(?:the|our|my|a) )?(?:(?:class|function|method|file|module) )?(\S+)(?: (?:class|function|method|file|module|please))?$/i

function inItsForm(slot: string, words: string): string {
  if (slot === 'bot') return words.toLowerCase()
  return slot === 'target' ? (NOUNS_AROUND.exec(words)?.[1] ?? words) : words
}
