import { effectOf } from './catalog.ts'
import type { Clause } from './clauses.ts'
import { foreignUntold } from './foreign-orders.ts'
import { anyOf, LANGUAGES } from './languages.ts'
import type { Reading } from './reading.ts'
import type { Guess } from './rules/classify.ts'
import { tells } from './rules/rule.ts'

const OUT_OF_SCOPE = 'out_of_scope'
const MUST = /\b(?:has|have|had|is|are|was|were|needs?) to\b/
/** "the drift has been there for a week and i'd like it corrected" */
const WISH =
  /\bit is (?:necessary|time) to\b|\b(?:i|we)(?:'d| would)? (?:really |just |now |also )?(?:want|need|like|love) (?!to know|to see)/
const NO_ORDER_ELSEWHERE = new RegExp(
  String.raw`(?<![\p{L}])${anyOf(LANGUAGES.flatMap(({ noOrder }) => noOrder))}(?![\p{L}])`,
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
  const untold = foreignUntold(reading)
  if (untold && untold.requests.length === 0 && ASKED_FOR_OUTRIGHT.has(first.intent) && !rules.has(first.intent))
    return onlyQuestions(guesses)
  const effect = effectOf(first.intent)
  const mayOrderDanger = untold ? untold.orders.length > 0 : reading.clauses.some(mayOrder)
  const isOrdered =
    effect === 'read' ||
    (effect === 'danger'
      ? mayOrderDanger
      : first.intent === 'deploy.lock' || rules.has(first.intent) || isOwn(reading.clauses))
  if (isOrdered) return guesses
  const others = guesses.filter(({ intent }) => intent !== OUT_OF_SCOPE)
  return [{ intent: OUT_OF_SCOPE, confidence: first.confidence }, ...others]
}

/** "he said: deploy payments" and "don't deploy payments" are nobody's request. */
function isOwn(clauses: readonly Clause[]): boolean {
  const naming = clauses.filter(({ frame }) => /_|\b(?:it|that|this|them|one)\b/.test(frame))
  const said = naming.length > 0 ? naming : clauses
  return said.some(({ mood, frame }) => (mood === 'plain' || mood === 'conditional') && !FAILED.test(frame))
}

/** "payments deploy to staging failed" */
const FAILED = /\b(?:failed|crashed|broke)(?: again| twice)?$/

function mayOrder(clause: Clause): boolean {
  const isTold = tells(clause) && !MUST.test(clause.frame) && !WISH.test(clause.frame)
  return clause.mood === 'plain' && !isTold && !NO_ORDER_ELSEWHERE.test(clause.frame)
}

/** Nobody asks for these by what is not to be, or does not work: "niemand soll … deployen" is a lock. */
const ASKED_FOR_OUTRIGHT: ReadonlySet<string> = new Set([
  'build.start',
  'deploy.start',
  'deploy.schedule',
  'deploy.promote',
  'change.submit',
  'change.reject',
  'task.retry',
  'test.run',
  'workflow.start',
])

function onlyQuestions(guesses: readonly Guess[]): readonly Guess[] {
  const asked = guesses.filter(({ intent }) => effectOf(intent) === 'read')
  const told = guesses.reduce((sum, { confidence }) => sum + confidence, 0)
  return [{ intent: OUT_OF_SCOPE, confidence: told }, ...asked.filter(({ intent }) => intent !== OUT_OF_SCOPE)]
}
