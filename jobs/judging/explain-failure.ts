import type { AgentDecision } from '../../src/domain/agent-decision.ts'
import { type Explanation, runStream } from '../../src/domain/run.ts'
import { countedModel } from '../../src/language/counted-model.ts'
import type { FailureJudge } from '../../src/ports/judgement.ts'
import type { Diagnosis } from '../agents/build/evidence.ts'
import { buildAgent } from '../agents/build.ts'
import { decideOnce, type OnceParts } from '../agents/decide-once.ts'
import type { TriageReport } from '../agents/triage/evidence.ts'
import { triageAgent } from '../agents/triage.ts'
import { buildFacts, type FailureFactsParts, triageFacts } from './failure-facts.ts'

/** Whoever waits to hear of the failure waits so much longer, at most, for its cause; both agents together. */
const BUDGET_MS = 10_000

/** Names the cause of a failure from its log, whose it probably is, and what to do: the build agent, then triage. */
export function createFailureJudge({ model, ...parts }: OnceParts & FailureFactsParts): FailureJudge {
  const counted = model && countedModel(model)
  const means = { ...parts, ...(counted && { model: counted }) }
  return {
    get waiting() {
      return counted?.waiting ?? 0
    },
    async explain(run, correlationId): Promise<Explanation> {
      const until = parts.clock.now().getTime() + BUDGET_MS
      const facts = await triageFacts(run, parts)
      const about = { correlationId, stream: runStream(run.task) }
      const options = () => ({ budgetMs: until - parts.clock.now().getTime() })
      const diagnosis = await decideOnce(buildAgent, buildFacts(run), means, about, options())
      const triage = await decideOnce(triageAgent, facts, means, about, options())
      return explanationFrom(diagnosis, triage)
    },
  }
}

function explanationFrom(diagnosis: AgentDecision<Diagnosis>, triage: AgentDecision<TriageReport>): Explanation {
  const { lines, cause, nextStep } = diagnosis.answer
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
