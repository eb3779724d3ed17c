import type { DialogueContext, Turn } from '../src/domain/understanding.ts'
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
  if (context.waitingFor?.kind !== 'yes-or-no') return undefined
  const best = guesses[0]
  if (best?.intent === 'confirm.yes' || best?.intent === 'confirm.no') return answer(best.intent, best.confidence)
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

/** Agreement adds nothing: every value in it is one of the plan that was shown. */
function isAgreement({ clauses, entities, doubts }: Reading, best: Guess | undefined, last: Turn | undefined): boolean {
  const saysYes = SAYS_YES.test(clauses[0]?.frame ?? '')
  const isSame = best === undefined ? clauses.length === 1 : best.intent === last?.intent
  const isPlain = clauses.every((clause) => clause.mood === 'plain' && !clause.asks) && doubts.length === 0
  return saysYes && isSame && isPlain && entities.every((entity) => last?.slots[entity.slot] === entity.value)
}
