import { addable, withAdded } from '../added-sentences.ts'
import { DEPLOY_VERDICTS, type DeployRisk } from './evidence.ts'

/** A model can ask for more care than the rules, never for less; a looser answer of its does not count at all. */
export function bounded(byRules: DeployRisk, byModel: DeployRisk): DeployRisk {
  const difference = DEPLOY_VERDICTS.indexOf(byModel.verdict) - DEPLOY_VERDICTS.indexOf(byRules.verdict)
  if (difference < 0) return byRules
  if (difference === 0) return { ...byRules, reasons: withAdded(byRules.reasons, byModel.reasons) }
  return { verdict: byModel.verdict, reasons: [...addable(byModel.reasons, byRules.reasons), ...byRules.reasons] }
}
