import type { AgentDecision } from '../../src/domain/agent-decision.ts'
import type { CorrelationId } from '../../src/domain/ids.ts'
import { type Risk, strictest } from '../../src/domain/risk.ts'
import { countedModel } from '../../src/language/counted-model.ts'
import type { RiskJudge } from '../../src/ports/judgement.ts'
import type { ModelPriority, ModelsByUse } from '../../src/ports/language-model.ts'
import { decideOnce, type OnceParts } from '../agents/decide-once.ts'
import type { AnyAgent } from '../agents/define-agent.ts'
import { type DeployEvidence, deployRiskSchema } from '../agents/deploy/evidence.ts'
import { DEPLOY_RISK, deployAgent } from '../agents/deploy.ts'
import { modelOf } from '../agents/roster.ts'
import type { UserAgent } from '../user-agents/user-agent.ts'
import { type DeployFactsParts, deployFacts } from './deploy-facts.ts'
import { type LookUpParts, lookUpAt } from './look-up-at.ts'

export interface PreflightParts extends Omit<OnceParts, 'model'>, DeployFactsParts, LookUpParts {
  readonly models: ModelsByUse
  /** A team's own agents: those that judge deployments are asked too, and the strictest word counts. */
  readonly userAgents: readonly UserAgent[]
  /** People wait at the question, nobody does before the step. */
  readonly priority: ModelPriority
}

/** A person waits for the card, or an environment for its step: what a model has not said by then it need not say. */
const BUDGET_MS = 4_000

interface Judge {
  waiting(): number
  judge(facts: DeployEvidence, correlationId: CorrelationId): Promise<Risk>
}

/** Judges a deployment before it begins, on what is known at this moment. */
export function createPreflight({ models, userAgents, priority, ...parts }: PreflightParts): RiskJudge {
  const judge = (agent: AnyAgent): Judge => {
    const given = modelOf(agent, models)
    const model = given && countedModel(given)
    const means = { ...parts, ...(model && { model }) }
    return {
      waiting: () => model?.waiting ?? 0,
      async judge(facts, correlationId) {
        // A team's own agent may look at some of the facts only.
        const evidence = agent.input.parse(facts)
        const options = { budgetMs: BUDGET_MS, priority, lookUp: lookUpAt(parts, facts) }
        return riskFrom(await decideOnce(agent, evidence, means, { correlationId }, options))
      },
    }
  }
  const own = judge(deployAgent)
  const others = userAgents
    .filter(({ agent }) => agent.capabilities.includes(DEPLOY_RISK))
    .map(({ agent }) => judge(agent))

  return {
    get waiting() {
      return [own, ...others].reduce((sum, { waiting }) => sum + waiting(), 0)
    },
    async judge(plan, correlationId) {
      const facts = await deployFacts(plan, parts.clock.now(), parts)
      const asked = others.map((other) => other.judge(facts, correlationId))
      return strictest(await own.judge(facts, correlationId), await Promise.all(asked))
    },
  }
}

function riskFrom({ answer, by }: AgentDecision<object>): Risk {
  return { ...deployRiskSchema.parse(answer), ...(by.kind === 'model' && { model: by.model }) }
}
