import type { BuildEvidence } from '../../jobs/agents/build/evidence.ts'
import { diagnose } from '../../jobs/agents/build/rules.ts'
import type { DeployEvidence } from '../../jobs/agents/deploy/evidence.ts'
import { judgeRisk } from '../../jobs/agents/deploy/rules.ts'
import type { MonitorEvidence } from '../../jobs/agents/monitor/evidence.ts'
import { judgeTraffic } from '../../jobs/agents/monitor/rules.ts'
import type { RemediateEvidence } from '../../jobs/agents/remediate/evidence.ts'
import { chooseRemediation } from '../../jobs/agents/remediate/rules.ts'
import type { TriageEvidence } from '../../jobs/agents/triage/evidence.ts'
import { triageRun } from '../../jobs/agents/triage/rules.ts'

export const AGENTS = ['build', 'deploy', 'monitor', 'remediate', 'triage'] as const
export type AgentName = (typeof AGENTS)[number]

/** Whoever is judged here: the rules, or a model within their bound. The evidence fits the agent's schema. */
export type Decide = (agent: AgentName, evidence: unknown) => Promise<unknown>

export const byRules: Decide = async (agent, evidence) => {
  switch (agent) {
    case 'build':
      return diagnose(evidence as BuildEvidence)
    case 'deploy':
      return judgeRisk(evidence as DeployEvidence)
    case 'monitor':
      return judgeTraffic(evidence as MonitorEvidence)
    case 'remediate':
      return chooseRemediation(evidence as RemediateEvidence)
    case 'triage':
      return triageRun(evidence as TriageEvidence)
  }
}
