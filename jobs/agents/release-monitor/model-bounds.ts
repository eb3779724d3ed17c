import { stricterVerdict } from '../core/stricter-verdict.ts'
import { MONITOR_VERDICTS, type MonitorAnswer } from './evidence.ts'

/** A model can distrust a release that the rules trust, never the other way. */
export function constrainModel(byRules: MonitorAnswer, byModel: MonitorAnswer): MonitorAnswer {
  return stricterVerdict(MONITOR_VERDICTS, byRules, byModel)
}
