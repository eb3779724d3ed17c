import { INTENTS, type ModelClassifier } from './model/classifier.ts'
import type { Reading } from './reading.ts'
import { mayOrder } from './request-shape.ts'
import { classifyByRules, type Guess } from './rules/classify.ts'

/** What a message may ask for. */
export interface Classification {
  /** The likeliest first; never empty. */
  readonly guesses: readonly Guess[]
  /** What the rules alone say; empty when none of them matches. */
  readonly byRules: readonly Guess[]
}

/** Below this the first guess is one of two readings: a language model is asked, or the person. */
const CONFIDENT = 0.4

/** How much a rule that matches for certain counts against the model: as a logarithm of odds. */
const RULE_WEIGHT = 7
const OUT_OF_SCOPE = 'out_of_scope'
/** What is this unlikely is never the answer, so nobody asks whether it may be. */
const NEGLIGIBLE = 0.003
/** Guesses less likely than this are noise. */
const SHOWN_FROM = 0.02

/** Rules and model weigh in together; what neither may order goes to what is out of scope. */
export function createClassifier(model: ModelClassifier): (reading: Reading) => Classification {
  return (reading) => {
    const likely = model(reading)
    const byRules = classifyByRules(reading)
    const rules = new Map(byRules.map(({ intent, confidence }) => [intent, confidence]))
    return { guesses: inDoubtNothing(shares(weigh(likely, rules, reading)), rules), byRules }
  }
}

function weigh(
  likely: Float32Array,
  rules: ReadonlyMap<string, number>,
  reading: Reading,
): ReadonlyMap<string, number> {
  const weights = new Map<string, number>()
  likely.forEach((confidence, index) => {
    const intent = INTENTS[index] ?? OUT_OF_SCOPE
    const rule = rules.get(intent)
    if (rule === undefined && confidence < NEGLIGIBLE) return
    const counted = rule !== undefined || mayOrder(intent, reading) ? intent : OUT_OF_SCOPE
    weights.set(counted, (weights.get(counted) ?? 0) + confidence * Math.exp(RULE_WEIGHT * (rule ?? 0)))
  })
  return weights
}

/** What no rule knows and the model doubts is no request yet: it stays among the readings that are offered. */
function inDoubtNothing(guesses: readonly Guess[], rules: ReadonlyMap<string, number>): readonly Guess[] {
  const [first] = guesses
  if (!first || rules.has(first.intent) || first.confidence >= CONFIDENT) return guesses
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
