import { addable, withAdded } from './added-sentences.ts'

interface Reasoned<Verdict> {
  readonly verdict: Verdict
  readonly reasons: readonly string[]
}

/**
 * How a model is bounded by rules where there is one verdict with its reasons: it can ask for more care, never for less;
 * a looser answer of its does not count at all.
 * @param order All verdicts, from the loosest to the strictest.
 */
export function stricterVerdict<Verdict>(
  order: readonly Verdict[],
  byRules: Reasoned<Verdict>,
  byModel: Reasoned<Verdict>,
): Reasoned<Verdict> {
  const difference = order.indexOf(byModel.verdict) - order.indexOf(byRules.verdict)
  if (difference < 0) return byRules
  if (difference === 0) return { ...byRules, reasons: withAdded(byRules.reasons, byModel.reasons) }
  return { verdict: byModel.verdict, reasons: [...addable(byModel.reasons, byRules.reasons), ...byRules.reasons] }
}
