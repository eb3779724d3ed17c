import type { AgentDecision } from '../../../src/domain/agent-decision.ts'
import { whereOf } from '../../../src/domain/plan.ts'
import { isReleaseRun, type Run, runStream } from '../../../src/domain/run.ts'
import type { Explanation } from '../../../src/domain/run-events.ts'
import { type CountedModel, countedModel } from '../../../src/llm/counted-model.ts'
import type { FailureJudge } from '../../../src/ports/judgement.ts'
import type { ModelsByUse } from '../../../src/ports/language-model.ts'
import type { Thinking } from '../../../src/runtime/loop.ts'
import { decideOnce, type OnceParts } from '../core/decide-once.ts'
import type { AnyAgent } from '../core/define-agent.ts'
import { type LookUpParts, lookUpAt } from '../core/look-up-at.ts'
import { modelOf } from '../core/model-of.ts'
import type { Diagnosis } from './build/evidence.ts'
import { NO_ERROR_NAMED } from './build/rules.ts'
import { buildAgent } from './build-agent.ts'
import { buildFacts, type FailureFactsParts, triageFacts } from './failure-facts.ts'
import type { TriageReport } from './triage/evidence.ts'
import { triageAgent } from './triage-agent.ts'

export interface FailureJudgeParts extends Omit<OnceParts, 'model'>, FailureFactsParts, LookUpParts {
  readonly models: ModelsByUse
}

/** Whoever waits to hear of the failure waits so much longer, at most, for its cause; both agents together. */
const BUDGET_MS = 10_000

/** Names the cause of a failure from its log, whose it probably is, and what to do: the build agent, then triage. */
export function createFailureJudge({ models, ...parts }: FailureJudgeParts): FailureJudge & Thinking {
  const counted = (agent: Pick<AnyAgent, 'model'>): CountedModel | undefined => {
    const model = modelOf(agent, models)
    return model && countedModel(model)
  }
  const means = (model: CountedModel | undefined) => ({ ...parts, ...(model && { model }) })
  const [forBuild, forTriage] = [counted(buildAgent), counted(triageAgent)]
  return {
    get waiting() {
      return (forBuild?.waiting ?? 0) + (forTriage?.waiting ?? 0)
    },
    async explain(run, correlationId): Promise<Explanation> {
      if (!isReleaseRun(run)) throw new Error(`${run.task} is about no release: its own steps say why it failed`)
      const until = parts.clock.now().getTime() + BUDGET_MS
      const facts = await triageFacts(run, parts)
      const about = { correlationId, stream: runStream(run.task) }
      const lookUp = lookUpAt(parts, whereOf(run))
      const options = () => ({ budgetMs: until - parts.clock.now().getTime(), lookUp })
      const diagnosis = await decideOnce(buildAgent, buildFacts(run), means(forBuild), about, options())
      const triage = await decideOnce(triageAgent, facts, means(forTriage), about, options())
      return explanationFrom(run, diagnosis, triage)
    },
  }
}

function explanationFrom(
  { failure }: Run,
  diagnosis: AgentDecision<Diagnosis>,
  triage: AgentDecision<TriageReport>,
): Explanation {
  const { lines, cause: found, nextStep } = diagnosis.answer
  // Where the log says nothing, the reason it failed with is all there is.
  const cause = found === NO_ERROR_NAMED ? (failure?.reason ?? found) : found
  const { likelyOwner, next } = triage.answer
  const [model] = [diagnosis, triage].flatMap(({ by }) => (by.kind === 'model' ? [by.model] : []))
  return {
    cause,
    lines: lines.map(({ text }) => text),
    ...(likelyOwner && { owner: likelyOwner.because }),
    next: [...new Set([nextStep, ...next])],
    ...(model !== undefined && { model }),
  }
}
