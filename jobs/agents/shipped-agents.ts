import { buildAgent } from './build.ts'
import type { AnyAgent } from './define-agent.ts'
import { deployAgent } from './deploy.ts'
import { monitorAgent } from './monitor.ts'
import { remediateAgent } from './remediate.ts'
import { triageAgent } from './triage.ts'

/** The agents of the product. */
export const SHIPPED_AGENTS: readonly AnyAgent[] = [buildAgent, deployAgent, monitorAgent, remediateAgent, triageAgent]
