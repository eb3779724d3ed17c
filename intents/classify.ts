import type { ModelClassifier } from './model/classifier.ts'
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
    const byRules = classifyByRules(reading)
    const rules = new Map(byRules.map(({ intent, confidence }) => [intent, confidence]))
    const weighed = model(reading).map(({ intent, confidence }) => ({
      intent: rules.has(intent) || confidence < NEGLIGIBLE || mayOrder(intent, reading) ? intent : OUT_OF_SCOPE,
      weight: confidence * Math.exp(RULE_WEIGHT * (rules.get(intent) ?? 0)),
    }))
    return { guesses: inDoubtNothing(shares(weighed), rules), byRules }
  }
}

/** What no rule knows and the model doubts is no request yet: it stays among the readings that are offered. */
function inDoubtNothing(guesses: readonly Guess[], rules: ReadonlyMap<string, number>): readonly Guess[] {
  const [first] = guesses
  if (!first || rules.has(first.intent) || first.confidence >= CONFIDENT) return guesses
  const others = guesses.filter(({ intent }) => intent !== OUT_OF_SCOPE)
  return [{ intent: OUT_OF_SCOPE, confidence: 1 - first.confidence }, ...others]
}

function shares(weighed: readonly { readonly intent: string; readonly weight: number }[]): readonly Guess[] {
  const sums = new Map<string, number>()
  for (const { intent, weight } of weighed) sums.set(intent, (sums.get(intent) ?? 0) + weight)
  const total = [...sums.values()].reduce((sum, weight) => sum + weight, 0)
  const all = [...sums].map(([intent, weight]) => ({ intent, confidence: weight / total }))
  return all.filter(({ confidence }) => confidence >= SHOWN_FROM).sort((a, b) => b.confidence - a.confidence)
}
