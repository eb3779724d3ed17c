import { buildAgent } from './build.ts'
import type { AnyAgent } from './define-agent.ts'
import { deployAgent } from './deploy.ts'
import { monitorAgent } from './monitor.ts'
import { remediateAgent } from './remediate.ts'
import { triageAgent } from './triage.ts'

/** The agents of the product. */
export const SHIPPED_AGENTS: readonly AnyAgent[] = [buildAgent, deployAgent, monitorAgent, remediateAgent, triageAgent]

/**
 * Those that are asked without a model: the statistics of the monitor are its judgement. Whoever tries one may have a model
 * asked all the same.
 */
export const BY_RULES_ALONE: readonly AnyAgent[] = [monitorAgent]
