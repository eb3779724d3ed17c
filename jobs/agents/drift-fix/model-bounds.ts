import { addable, withAdded } from '../core/added-sentences.ts'
import type { RemediationChoice } from './evidence.ts'
import { FOR_A_PERSON } from './rules.ts'

/**
 * A model can leave a drift to a person, or have a person asked first. It can neither choose something else than the rules
 * nor do without a question that they ask; when it would rather do something else, a person is asked.
 */
export function constrainModel(byRules: RemediationChoice, byModel: RemediationChoice): RemediationChoice {
  if (byRules.remediation === undefined) return byRules
  if (byModel.remediation === undefined) {
    const why = addable(byModel.reasons, [...byRules.reasons, FOR_A_PERSON])
    return { confirm: true, reasons: [...why, FOR_A_PERSON, ...byRules.reasons] }
  }
  const asks = byModel.confirm || byModel.remediation !== byRules.remediation
  if (byRules.confirm && (!byModel.confirm || byModel.remediation !== byRules.remediation)) return byRules
  return { ...byRules, confirm: asks, reasons: withAdded(byRules.reasons, byModel.reasons) }
}
