import type { Effect } from '../src/domain/understanding.ts'
import { effectOf, intentNamed } from './catalog.ts'
import { embeddedRequests } from './embedded-requests.ts'
import { INTENTS, type ModelClassifier } from './model/classifier.ts'
import { onlyWhereOrdered } from './only-where-ordered.ts'
import type { Reading } from './reading.ts'
import { withoutRuledOut } from './ruled-out.ts'
import { classifyRequest, classifyWhole, type Guess } from './rules/classify.ts'
import { isForLater } from './rules/deploys.ts'
import { saidIn } from './rules/rule.ts'

/** Which part had the last word on what a message asks for. */
export type DecidedBy =
  /** It says nothing but yes, no, hello or thanks. */
  | 'whole message'
  | 'rule'
  | 'likeness to examples'
  /** No rule knows it, and it is less like the examples than its effect asks for. */
  | 'bound for its effect'
  /** A danger or change that is told, denied or hangs on something. */
  | 'no order'
  | 'request amid talk'
  | 'nothing said'

/** What a message may ask for. */
export interface Classification {
  /** The likeliest first; never empty. */
  readonly guesses: readonly Guess[]
  /** What the rules alone say; empty when none of them matches. */
  readonly byRules: readonly Guess[]
  /** What the model alone says, the likeliest first; empty where it was not asked. */
  readonly byLikeness: readonly Guess[]
  readonly decidedBy: DecidedBy
}

/** A model's guess below this is no request yet: the more it would do, the surer it must be. */
const CONFIDENT: Readonly<Record<Effect, number>> = { read: 0.3, change: 0.45, danger: 0.86 }
/** Nor is a change of nothing that it names. */
const CONFIDENT_OF_NOTHING_NAMED = 0.65
/** Nor is it a yes, a no or a greeting, which people say in words that rules know. */
const CONFIDENT_OF_CONVERSATION = 0.7

/** A clause out of its message must be surer than a whole message. */
const SURE_ALONE: Readonly<Record<Effect, number>> = { read: 0.6, change: 0.75, danger: 0.85 }

/** How much a rule that matches for certain counts against the model, as a logarithm of odds: less amid a story. */
const RULE_WEIGHT = 5
const RULE_WEIGHT_AMID_STORY = 2.5
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

const NOTHING_SAID: Classification = {
  guesses: [{ intent: OUT_OF_SCOPE, confidence: 1 }],
  byRules: [],
  byLikeness: [],
  decidedBy: 'nothing said',
}

/** @param referring The same message with what "it" stands for in its place, if that is known. */
type Classify = (reading: Reading, referring?: () => Reading) => Classification

/** Rules and model weigh in together; a message that says nothing but yes, no, hello or thanks needs neither. */
export function createClassifier(model: ModelClassifier): Classify {
  return (reading, referring) => {
    const typed = saidIn(reading)
    const whole = classifyWhole(typed)
    if (whole.length > 0) return { guesses: whole, byRules: whole, byLikeness: [], decidedBy: 'whole message' }
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
  const weighed = shares(weigh(likely, rules, reading.clauses.length === 1 ? RULE_WEIGHT : RULE_WEIGHT_AMID_STORY))
  const likelyEnough = inDoubtNothing(weighed, rules, reading)
  const ordered = onlyWhereOrdered(likelyEnough, rules, reading)
  return {
    guesses: laterIfSaid(withoutRuledOut(ordered, reading), reading),
    byRules,
    get byLikeness() {
      return shares(new Map(INTENTS.map((intent, index) => [intent, likely[index] ?? 0])))
    },
    decidedBy: decidedBy(rules, weighed, likelyEnough, ordered),
  }
}

function decidedBy(
  rules: ReadonlyMap<string, number>,
  weighed: readonly Guess[],
  likelyEnough: readonly Guess[],
  ordered: readonly Guess[],
): DecidedBy {
  if (ordered !== likelyEnough) return 'no order'
  if (likelyEnough !== weighed) return 'bound for its effect'
  return rules.has(ordered[0]?.intent ?? OUT_OF_SCOPE) ? 'rule' : 'likeness to examples'
}

/** A story with a request in it is that request, where the request is sure by itself. */
function askedAmidTalk(reading: Reading, model: ModelClassifier): Classification | undefined {
  const found = embeddedRequests(reading)
    .map((request) => ({ ...request, judged: judge(request.reading, model) }))
    .find(({ judged: { guesses }, isPolite }) => {
      const [first] = guesses
      if (!first || first.intent === OUT_OF_SCOPE) return false
      const effect = effectOf(first.intent)
      return first.confidence >= SURE_ALONE[effect] && (isPolite || effect === 'read')
    })
  return found && { ...found.judged, decidedBy: 'request amid talk' }
}

/** A deployment with a moment in the future is scheduled, however it is asked for. */
function laterIfSaid(guesses: readonly Guess[], reading: Reading): readonly Guess[] {
  const [first, ...others] = guesses
  if (first?.intent !== 'deploy.start' || !isForLater(reading)) return guesses
  return [{ ...first, intent: 'deploy.schedule' }, ...others.filter(({ intent }) => intent !== 'deploy.schedule')]
}

function weigh(
  likely: Float64Array,
  rules: ReadonlyMap<string, number>,
  ruleWeight: number,
): ReadonlyMap<string, number> {
  const weights = new Map<string, number>()
  likely.forEach((confidence, index) => {
    const intent = INTENTS[index] ?? OUT_OF_SCOPE
    const rule = rules.get(intent)
    if (rule === undefined && confidence < NEGLIGIBLE) return
    const caution = intent === OUT_OF_SCOPE ? CAUTION : 1
    weights.set(intent, caution * confidence * Math.exp(ruleWeight * (rule ?? 0)))
  })
  return weights
}

/** What no rule knows and the model doubts is no request yet: it stays among the readings that are offered. */
function inDoubtNothing(
  guesses: readonly Guess[],
  rules: ReadonlyMap<string, number>,
  reading: Reading,
): readonly Guess[] {
  const [first] = guesses
  if (!first || rules.has(first.intent) || first.confidence >= boundOf(first.intent, reading)) return guesses
  const others = guesses.filter(({ intent }) => intent !== OUT_OF_SCOPE)
  return [{ intent: OUT_OF_SCOPE, confidence: 1 - first.confidence }, ...others]
}

function boundOf(intent: string, reading: Reading): number {
  if (/^(?:confirm|chat)\./.test(intent)) return CONFIDENT_OF_CONVERSATION
  const bound = CONFIDENT[effectOf(intent)]
  return namesNothing(intent, reading) ? Math.max(bound, CONFIDENT_OF_NOTHING_NAMED) : bound
}

/** "do the needful for the usual suspects tomorrow" names nothing that could be changed. */
function namesNothing(intent: string, { text, entities, doubts }: Reading): boolean {
  if (effectOf(intent) === 'read' || !intentNamed(intent).needs.includes('service')) return false
  return doubts.length === 0 && !entities.some(({ slot }) => ACTED_ON.has(slot)) && !POINTS.test(text)
}
const ACTED_ON: ReadonlySet<string> = new Set(['service', 'environment', 'ref', 'pr', 'workflow', 'ring', 'device'])
const POINTS = /(?<![\p{L}])(?:it|that|this|them|these|those|one|es|das|ihn|lo|la|eso)(?![\p{L}])/iu

function shares(weights: ReadonlyMap<string, number>): readonly Guess[] {
  let total = 0
  for (const weight of weights.values()) total += weight
  const guesses: Guess[] = []
  for (const [intent, weight] of weights) {
    if (weight >= SHOWN_FROM * total) guesses.push({ intent, confidence: weight / total })
  }
  return guesses.sort((a, b) => b.confidence - a.confidence)
}
