import type { DeployEvidence } from '../../jobs/agents/deploy-risk/evidence.ts'
import { judgeRisk } from '../../jobs/agents/deploy-risk/rules.ts'
import type { RemediateEvidence } from '../../jobs/agents/drift-fix/evidence.ts'
import { chooseRemediation } from '../../jobs/agents/drift-fix/rules.ts'
import type { BuildEvidence } from '../../jobs/agents/failure/build/evidence.ts'
import { diagnose } from '../../jobs/agents/failure/build/rules.ts'
import type { TriageEvidence } from '../../jobs/agents/failure/triage/evidence.ts'
import { triageRun } from '../../jobs/agents/failure/triage/rules.ts'
import type { MonitorEvidence } from '../../jobs/agents/release-monitor/evidence.ts'
import { judgeTraffic } from '../../jobs/agents/release-monitor/rules.ts'

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
