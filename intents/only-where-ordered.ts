import { effectOf } from './catalog.ts'
import type { Clause } from './clauses.ts'
import { foreignUntold } from './foreign-orders.ts'
import { anyOf, OTHER_LANGUAGES } from './languages.ts'
import type { Reading } from './reading.ts'
import type { Guess } from './rules/classify.ts'
import { tells } from './rules/rule.ts'

const OUT_OF_SCOPE = 'out_of_scope'
const MUST = /\b(?:has|have|had|is|are|was|were|needs?) to\b/
/** "the drift has been there for a week and i'd like it corrected" */
const WISH =
  /\bit is (?:necessary|time) to\b|\b(?:i|we)(?:'d| would)? (?:really |just |now |also )?(?:want|need|like|love) (?!to know|to see)/
const NO_ORDER_ELSEWHERE = new RegExp(
  String.raw`(?<![\p{L}])${anyOf(OTHER_LANGUAGES.flatMap(({ noOrder }) => noOrder))}(?![\p{L}])`,
  'u',
)

/**
 * What is told, denied or hangs on something is never a danger, however alike it sounds, and no change that a rule does not
 * know: it is offered at most.
 */
export function onlyWhereOrdered(
  guesses: readonly Guess[],
  rules: ReadonlyMap<string, number>,
  reading: Reading,
): readonly Guess[] {
  const [first] = guesses
  if (!first) return guesses
  const isOrdered = {
    read: () => true,
    change: () => rules.has(first.intent) || ordersChange(first.intent, reading),
    danger: () => (foreignUntold(reading)?.orders ?? reading.clauses.filter(mayOrder)).length > 0,
  }
  if (isOrdered[effectOf(first.intent)]()) return guesses
  const others = guesses.filter(({ intent }) => intent !== OUT_OF_SCOPE)
  return [{ intent: OUT_OF_SCOPE, confidence: first.confidence }, ...others]
}

/** What is told makes an incident, and a prohibition of others a lock or a guideline. */
const MADE_OF_TELLING: ReadonlySet<string> = new Set(['incident.open', 'guideline.add'])
const OTHERS_MAY_NOT = new RegExp(
  String.raw`(?<![\p{L}])(?:nobody|no one|no more|${anyOf(OTHER_LANGUAGES.flatMap(({ nobody }) => nobody))})(?![\p{L}])`,
  'u',
)

function ordersChange(intent: string, reading: Reading): boolean {
  if (MADE_OF_TELLING.has(intent)) return true
  if (intent === 'deploy.lock' && reading.clauses.some(({ frame }) => OTHERS_MAY_NOT.test(frame))) return true
  const untold = foreignUntold(reading)
  return untold ? untold.requests.length > 0 : isOwn(reading.clauses)
}

/** "he said: deploy payments" and "don't deploy payments" are nobody's request. */
function isOwn(clauses: readonly Clause[]): boolean {
  const naming = clauses.filter(({ frame }) => /_|\b(?:it|that|this|them|one)\b/.test(frame))
  const said = naming.length > 0 ? naming : clauses
  return said.some(
    (clause) =>
      (clause.mood === 'plain' || clause.mood === 'conditional') &&
      !FAILED.test(clause.frame) &&
      !SOME_OTHER_TIME.test(clause.frame) &&
      !ONLY_SAID.test(clause.frame),
  )
}

/** "the rebuild took four hours", "next quarter we want to rebuild it" */
const SOME_OTHER_TIME = /\b(?:took|lasted|cost|next (?:month|quarter|year))\b/
/** "remind me to deploy it", "we will deploy it tomorrow I guess" */
const ONLY_SAID = /^remind (?:me|us) to\b|\bi guess$/
/** "payments deploy to staging failed" */
const FAILED = /\b(?:failed|crashed|broke)(?: again| twice)?$/

function mayOrder(clause: Clause): boolean {
  const isTold = tells(clause) && !MUST.test(clause.frame) && !WISH.test(clause.frame)
  return clause.mood === 'plain' && !isTold && !NO_ORDER_ELSEWHERE.test(clause.frame)
}
