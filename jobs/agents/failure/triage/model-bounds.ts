import { plainSentence } from '../../core/added-sentences.ts'
import type { TriageReport } from './evidence.ts'

/**
 * A model may add to the cause. What is to be done comes from the rules, so that no text in a log can become advice; who
 * is likely to know, and whether it worked before, come from the history alone, so that none can point at somebody.
 */
export function constrainModel(byRules: TriageReport, byModel: TriageReport): TriageReport {
  const added = plainSentence(byModel.cause)
  const cause = added === '' || byRules.cause.includes(added) ? byRules.cause : `${byRules.cause} ${added}`
  return { ...byRules, cause }
}
