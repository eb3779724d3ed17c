import type { AnyAgent } from './core/define-agent.ts'
import { deployAgent } from './deploy-risk/agent.ts'
import { remediateAgent } from './drift-fix/agent.ts'
import { buildAgent } from './failure/build-agent.ts'
import { triageAgent } from './failure/triage-agent.ts'
import { monitorAgent } from './release-monitor/agent.ts'

/** The agents of the product. */
export const SHIPPED_AGENTS: readonly AnyAgent[] = [buildAgent, deployAgent, monitorAgent, remediateAgent, triageAgent]

/**
 * Those that are asked without a model: the statistics of the monitor are its judgement. Whoever tries one may have a model
 * asked all the same.
 */
export const BY_RULES_ALONE: readonly AnyAgent[] = [monitorAgent]
