import { RISK_VERDICTS } from '../../../src/domain/risk.ts'
import { stricterVerdict } from '../core/stricter-verdict.ts'
import type { DeployRisk } from './evidence.ts'

export function constrainModel(byRules: DeployRisk, byModel: DeployRisk): DeployRisk {
  return stricterVerdict(RISK_VERDICTS, byRules, byModel)
}
