import type { DialogueContext, Turn } from '../src/domain/understanding.ts'
import { effectOf, intentNamed } from './catalog.ts'
import { isOnlyValues } from './only-values.ts'
import type { Reading } from './reading.ts'
import type { Resolved } from './resolved.ts'
import type { Guess } from './rules/classify.ts'

/** "yes, deploy it" is a yes; "yes, but to staging" is not: it asks for something else. */
export function answerToYesOrNo(
  reading: Reading,
  guesses: readonly Guess[],
  context: DialogueContext,
  turns: readonly Turn[],
): Resolved | undefined {
  const best = guesses[0]
  if (context.waitingFor === undefined && agreesToLast(reading, best, turns[0])) return answer('confirm.yes', 0.9)
  if (context.waitingFor?.kind !== 'yes-or-no') return undefined
  if (best?.intent === 'confirm.yes' || best?.intent === 'confirm.no') return answer(best.intent, best.confidence)
  if (BEGINS_WITH_YES.test(reading.text) && isAgreement(reading, best, turns[0])) return answer('confirm.yes', 0.9)
  if (isRefusal(reading, best)) return answer('confirm.no', 0.9)
  return isAgreement(reading, best, turns[0]) ? answer('confirm.yes', 0.9) : undefined
}

function answer(intent: 'confirm.yes' | 'confirm.no', confidence: number): Resolved {
  return { intent, confidence, via: 'rules', filling: { slots: {}, ambiguous: [], open: [], told: [] }, carried: {} }
}

const SAYS_NO = /^(?:no|nope|nah|cancel|stop|abort|wait|never ?mind|hold on)$/
const SAYS_YES = /^(?:yes|yep|yeah|yup|sure|ok|okay|confirm|confirmed|go ahead|do it)$/

function isRefusal(reading: Reading, best: Guess | undefined): boolean {
  if (best?.intent === 'task.cancel') return !reading.entities.some((entity) => entity.slot === 'task')
  const { clauses } = reading
  return !best && clauses.length > 0 && clauses.every(({ frame, mood }) => SAYS_NO.test(frame) || mood === 'negated')
}

const VERB =
  '(?:do|deploy|ship|release|roll|restart|reboot|bounce|scale|cancel|stop|abort|kill|retry|run|start|build|rebuild|promote|lock|freeze|unlock|approve|reject|fix|delete|remove|submit|schedule|resolve|close|push|send|put)'
const ALSO_SAYS_YES = 'yes|yep|yeah|yup|yea|aye|confirm(?:ed)?'
/** "yes, roll it back", "yeah please restart it" */
const yesDoIt = (yes: string) =>
  new RegExp(
    String.raw`^\W*(?:${yes})\b\W*(?:please\W+|sure\W+|go ahead(?: and)?\W+|just\W+|let's\W+){0,2}${VERB} (?:it|that|this|them|these|those|both)(?: (?:back|up|down|out|now|please|then|over|off|live|again))*\W*$`,
    'i',
  )
const YES_DO_IT = yesDoIt(ALSO_SAYS_YES)
const WELL_DO_IT = yesDoIt(`${ALSO_SAYS_YES}|sure|ok|okay|alright|all right|right|good|fine|great|perfect`)

/**
 * "yes, restart it" after a restart was asked for answers, even where nothing is known to be open: taken for a second
 * request, it would restart twice.
 */
function agreesToLast(reading: Reading, best: Guess | undefined, last: Turn | undefined): boolean {
  if (!last || effectOf(last.intent) === 'read') return false
  if (!YES_DO_IT.test(reading.text) && !repeatsValues(reading, last)) return false
  const isComplete = intentNamed(last.intent).needs.every((slot) => last.slots[slot] !== undefined)
  return isComplete && (best === undefined || best.intent === last.intent)
}

/** "yes, 8": the values of the plan once more */
function repeatsValues(reading: Reading, { slots }: Turn): boolean {
  const known = new Set(Object.values(slots))
  return (
    BEGINS_WITH_YES.test(reading.text) &&
    isOnlyValues(reading) &&
    reading.entities.every(({ value }) => known.has(value))
  )
}

const BEGINS_WITH_YES = new RegExp(String.raw`^\W*(?:${ALSO_SAYS_YES})\b`, 'i')

/** Agreement adds nothing: every value in it is one of the plan that was shown. */
function isAgreement(
  { text, clauses, entities, doubts }: Reading,
  best: Guess | undefined,
  last: Turn | undefined,
): boolean {
  const isInOne = WELL_DO_IT.test(text)
  const saysYes = isInOne || SAYS_YES.test(clauses[0]?.frame ?? '')
  const isSame = best === undefined ? clauses.length === 1 || isInOne : best.intent === last?.intent
  const isPlain = clauses.every((clause) => clause.mood === 'plain' && !clause.asks) && doubts.length === 0
  return saysYes && isSame && isPlain && entities.every((entity) => last?.slots[entity.slot] === entity.value)
}
