import { addable, withAdded } from '../added-sentences.ts'
import { MONITOR_VERDICTS, type MonitorAnswer } from './evidence.ts'

/** A model can distrust a release that the rules trust, never the other way; a looser answer of its does not count at all. */
export function bounded(byRules: MonitorAnswer, byModel: MonitorAnswer): MonitorAnswer {
  const difference = MONITOR_VERDICTS.indexOf(byModel.verdict) - MONITOR_VERDICTS.indexOf(byRules.verdict)
  if (difference < 0) return byRules
  if (difference === 0) return { ...byRules, reasons: withAdded(byRules.reasons, byModel.reasons) }
  return { verdict: byModel.verdict, reasons: [...addable(byModel.reasons, byRules.reasons), ...byRules.reasons] }
}
