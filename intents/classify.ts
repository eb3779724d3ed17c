import type { Effect } from '../src/domain/understanding.ts'
import { effectOf } from './catalog.ts'
import type { Clause } from './clauses.ts'
import { embeddedRequests } from './embedded-requests.ts'
import { foreignUntold } from './foreign-orders.ts'
import { anyOf, LANGUAGES } from './languages.ts'
import { INTENTS, type ModelClassifier } from './model/classifier.ts'
import type { Reading } from './reading.ts'
import { classifyRequest, classifyWhole, type Guess } from './rules/classify.ts'
import { isForLater } from './rules/deploys.ts'
import { saidIn, tells } from './rules/rule.ts'

/** What a message may ask for. */
export interface Classification {
  /** The likeliest first; never empty. */
  readonly guesses: readonly Guess[]
  /** What the rules alone say; empty when none of them matches. */
  readonly byRules: readonly Guess[]
}

/** A model's guess below this is no request yet: the more it would do, the surer it must be. */
const CONFIDENT: Readonly<Record<Effect, number>> = { read: 0.3, change: 0.45, danger: 0.85 }

/** A clause out of its message must be surer than a whole message. */
const SURE_ALONE: Readonly<Record<Effect, number>> = { read: 0.6, change: 0.75, danger: 0.85 }

/** How much a rule that matches for certain counts against the model: as a logarithm of odds. */
const RULE_WEIGHT = 5
/** Talk that is taken for a request does more harm than a request that is taken for talk. */
const CAUTION = 2
const OUT_OF_SCOPE = 'out_of_scope'
/** What is this unlikely is never the answer, so nobody asks whether it may be. */
const NEGLIGIBLE = 0.003
/** No rule lifts what is this unlikely above the rest. */
const HOPELESS = 0.001
const INDEX: ReadonlyMap<string, number> = new Map(INTENTS.map((intent, index) => [intent, index]))
/** Guesses less likely than this are noise. */
const SHOWN_FROM = 0.02

const NOTHING_SAID: Classification = { guesses: [{ intent: OUT_OF_SCOPE, confidence: 1 }], byRules: [] }

/** @param referring The same message with what "it" stands for in its place, if that is known. */
type Classify = (reading: Reading, referring?: () => Reading) => Classification

/** Rules and model weigh in together; a message that says nothing but yes, no, hello or thanks needs neither. */
export function createClassifier(model: ModelClassifier): Classify {
  return (reading, referring) => {
    const typed = saidIn(reading)
    const whole = classifyWhole(typed)
    if (whole.length > 0) return { guesses: whole, byRules: whole }
    if (reading.clauses.length === 0) return NOTHING_SAID
    const spoken = referring?.() ?? reading
    const judged = judge(spoken, model)
    return judged.guesses[0]?.intent === OUT_OF_SCOPE ? (askedAmidTalk(spoken, model) ?? judged) : judged
  }
}

function judge(reading: Reading, model: ModelClassifier): Classification {
  const likely = model(reading)
  const byRules = classifyRequest(
    saidIn(reading),
    reading.language ?? 'en',
    (intent) => (likely[INDEX.get(intent) ?? 0] ?? 0) >= HOPELESS,
  )
  const rules = new Map(byRules.map(({ intent, confidence }) => [intent, confidence]))
  const guesses = onlyWhereOrdered(inDoubtNothing(shares(weigh(likely, rules)), rules), rules, reading)
  return { guesses: laterIfSaid(guesses, reading), byRules }
}

const MUST = /\b(?:has|have|had|is|are|was|were|needs?) to\b/
const NO_ORDER_ELSEWHERE = new RegExp(
  String.raw`(?<![\p{L}])${anyOf(LANGUAGES.flatMap(({ noOrder }) => noOrder))}(?![\p{L}])`,
  'u',
)

/** What is told, denied or hangs on something is never a danger, however alike it sounds. */
function onlyWhereOrdered(
  guesses: readonly Guess[],
  rules: ReadonlyMap<string, number>,
  reading: Reading,
): readonly Guess[] {
  const [first] = guesses
  if (!first) return guesses
  const untold = foreignUntold(reading)
  if (untold && untold.requests.length === 0 && ASKED_FOR_OUTRIGHT.has(first.intent) && !rules.has(first.intent))
    return onlyQuestions(guesses)
  const isOrder = untold ? untold.orders.length > 0 : reading.clauses.some(mayOrder)
  if (isOrder || effectOf(first.intent) !== 'danger') return guesses
  return [{ intent: OUT_OF_SCOPE, confidence: first.confidence }]
}

function mayOrder(clause: Clause): boolean {
  const isTold = tells(clause) && !MUST.test(clause.frame)
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

/** A story with a request in it is that request, where the request is sure by itself. */
function askedAmidTalk(reading: Reading, model: ModelClassifier): Classification | undefined {
  return embeddedRequests(reading)
    .map((request) => ({ ...request, judged: judge(request.reading, model) }))
    .find(({ judged: { guesses }, isPolite }) => {
      const [first] = guesses
      if (!first || first.intent === OUT_OF_SCOPE) return false
      const effect = effectOf(first.intent)
      return first.confidence >= SURE_ALONE[effect] && (isPolite || effect === 'read')
    })?.judged
}

/** A deployment with a moment in the future is scheduled, however it is asked for. */
function laterIfSaid(guesses: readonly Guess[], reading: Reading): readonly Guess[] {
  const [first, ...others] = guesses
  if (first?.intent !== 'deploy.start' || !isForLater(reading)) return guesses
  return [{ ...first, intent: 'deploy.schedule' }, ...others.filter(({ intent }) => intent !== 'deploy.schedule')]
}

function weigh(likely: Float64Array, rules: ReadonlyMap<string, number>): ReadonlyMap<string, number> {
  const weights = new Map<string, number>()
  likely.forEach((confidence, index) => {
    const intent = INTENTS[index] ?? OUT_OF_SCOPE
    const rule = rules.get(intent)
    if (rule === undefined && confidence < NEGLIGIBLE) return
    const caution = intent === OUT_OF_SCOPE ? CAUTION : 1
    weights.set(intent, caution * confidence * Math.exp(RULE_WEIGHT * (rule ?? 0)))
  })
  return weights
}

/** What no rule knows and the model doubts is no request yet: it stays among the readings that are offered. */
function inDoubtNothing(guesses: readonly Guess[], rules: ReadonlyMap<string, number>): readonly Guess[] {
  const [first] = guesses
  if (!first || rules.has(first.intent) || first.confidence >= CONFIDENT[effectOf(first.intent)]) return guesses
  const others = guesses.filter(({ intent }) => intent !== OUT_OF_SCOPE)
  return [{ intent: OUT_OF_SCOPE, confidence: 1 - first.confidence }, ...others]
}

function shares(weights: ReadonlyMap<string, number>): readonly Guess[] {
  let total = 0
  for (const weight of weights.values()) total += weight
  const guesses: Guess[] = []
  for (const [intent, weight] of weights) {
    if (weight >= SHOWN_FROM * total) guesses.push({ intent, confidence: weight / total })
  }
  return guesses.sort((a, b) => b.confidence - a.confidence)
}
