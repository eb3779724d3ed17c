import { addable, withAdded } from '../added-sentences.ts'
import type { RemediationChoice } from './evidence.ts'

/**
 * A model can leave a drift to a person, or have a person asked first. It can neither choose something else than the rules
 * nor do without a question that they ask; when it would rather do something else, a person is asked.
 */
export function bounded(byRules: RemediationChoice, byModel: RemediationChoice): RemediationChoice {
  if (byRules.remediation === undefined) return byRules
  if (byModel.remediation === undefined) {
    return { confirm: true, reasons: [...addable(byModel.reasons, byRules.reasons), ...byRules.reasons] }
  }
  const asks = byModel.confirm || byModel.remediation !== byRules.remediation
  if (byRules.confirm && (!byModel.confirm || byModel.remediation !== byRules.remediation)) return byRules
  return { ...byRules, confirm: asks, reasons: withAdded(byRules.reasons, byModel.reasons) }
}
