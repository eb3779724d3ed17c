import { strictest } from '../../../src/domain/risk.ts'
import { countedModel } from '../../../src/llm/counted-model.ts'
import type { RiskJudge } from '../../../src/ports/judgement.ts'
import type { LanguageModel, ModelPriority, ModelsByUse } from '../../../src/ports/language-model.ts'
import type { Thinking } from '../../../src/runtime/loop.ts'
import type { CustomAgent } from '../core/custom-agent.ts'
import { decideOnce, type OnceParts } from '../core/decide-once.ts'
import type { AnyAgent } from '../core/define-agent.ts'
import { type LookUpParts, lookUpAt } from '../core/look-up-at.ts'
import { modelOf } from '../core/model-of.ts'
import { DEPLOY_RISK, deployAgent } from './agent.ts'
import { groundOf, type OnAgentFault, riskAgent, riskFrom, wordOf } from './custom-agent-verdict.ts'
import { type DeployFactsParts, deployFacts } from './deploy-facts.ts'
import type { DeployEvidence } from './evidence.ts'
import { groundsAgainst, isClear } from './rules.ts'

export interface DeployAssessmentParts extends Omit<OnceParts, 'model'>, DeployFactsParts, LookUpParts {
  readonly models: ModelsByUse
  /** A team's own agents: those that judge deployments are asked too, and the strictest word counts. */
  readonly customAgents: readonly CustomAgent[]
  /** Told why a team's own agent could not judge. */
  readonly onAgentFault: OnAgentFault
  /** People wait at the question, nobody does before the step. */
  readonly priority: ModelPriority
}

/**
 * A person waits for the card, or an environment for its step: facts and models together take no longer, and what has not
 * come by then they go without.
 */
const BUDGET_MS = 4_000

/** Judges a deployment before it starts, from what is known at that moment. */
export function createDeployAssessment({
  models,
  customAgents,
  priority,
  ...parts
}: DeployAssessmentParts): RiskJudge & Thinking {
  const asked = (agent: AnyAgent) => {
    const given = modelOf(agent, models)
    const model = given && countedModel(given)
    const means = (asking: () => void) => ({ ...parts, ...(model && { model: announcing(model, asking) }) })
    const options = (facts: DeployEvidence, budgetMs: number) => ({
      budgetMs,
      priority,
      lookUp: lookUpAt(parts, facts),
    })
    return { means, options, waiting: () => model?.waiting ?? 0 }
  }
  const own = asked(deployAgent)
  const team = customAgents
    .filter(({ agent }) => agent.capabilities.includes(DEPLOY_RISK))
    .map(({ agent }) => ({ agent: riskAgent(agent), ...asked(agent) }))

  return {
    get waiting() {
      return [own, ...team].reduce((sum, { waiting }) => sum + waiting(), 0)
    },
    async judge(plan, correlationId, asking = () => undefined) {
      const until = parts.clock.now().getTime() + BUDGET_MS
      const facts = await deployFacts(plan, parts)
      const budgetMs = until - parts.clock.now().getTime()
      const about = { correlationId }
      const [decision, words] = await Promise.all([
        decideOnce(deployAgent, facts, own.means(asking), about, own.options(facts, budgetMs)),
        Promise.all(
          team.map(({ agent, means, options }) => wordOf(agent, facts, means(asking), about, options(facts, budgetMs))),
        ),
      ])
      const judged = words.flatMap((word) => (word.kind === 'risk' ? [word] : []))
      const risk = strictest(
        riskFrom(decision),
        judged.map((word) => word.risk),
      )
      const unknown = words.flatMap((word) => (word.kind === 'unknown' ? [word.sentence] : []))
      const reasons = [...risk.reasons, ...unknown]
      if (risk.verdict === 'go' && risk.model === undefined && isClear(facts))
        return { ...risk, reasons, isClear: true }
      if (risk.verdict !== 'hold') return { ...risk, reasons }
      return { ...risk, reasons, grounds: [...groundsAgainst(facts), ...judged.flatMap(groundOf)] }
    },
  }
}

/** The model, and a word whenever it is asked. */
function announcing(model: LanguageModel, asking: () => void): LanguageModel {
  return {
    ...model,
    complete(request) {
      asking()
      return model.complete(request)
    },
  }
}
