import { targetOf } from '../../../src/domain/plan.ts'
import type { DeployPlan } from '../../../src/domain/plans/deploy.ts'
import { type Risk, unseenHold } from '../../../src/domain/risk.ts'
import { type Run, runStream } from '../../../src/domain/run.ts'
import type { CanaryLook } from '../../../src/domain/run-events.ts'
import type { Documents } from '../../../src/ports/event-store.ts'
import type { CanaryFacts, CanaryJudge, RiskJudge } from '../../../src/ports/judgement.ts'
import type { Traffic } from '../../../src/ports/traffic.ts'
import { servedBy } from '../../../src/queries/served-to-all.ts'
import { decideOnce, type OnceParts } from '../core/decide-once.ts'
import { monitorAgent } from './agent.ts'
import { decideCanary, heldOtherwise } from './canary-decision.ts'
import type { MonitorEvidence } from './evidence.ts'
import { canaryTrafficFacts, healthAlone, UNMEASURED } from './release-facts.ts'
import { speaksAgainst } from './rules.ts'

export interface CanaryJudgeParts extends Omit<OnceParts, 'model'> {
  readonly documents: Documents
  readonly traffic: Traffic
  /** Judges what it would have been to let all users have the release at once. */
  readonly risks: Pick<RiskJudge, 'judge'>
}

/**
 * Judges a canary by what users get from it against what they get from the release that serves, in the same time, and by its
 * health check. That takes no model: the statistics are the judgement.
 */
export function createCanaryJudge({ documents, traffic, risks, ...parts }: CanaryJudgeParts): CanaryJudge {
  return {
    async judge(run, facts, correlationId) {
      const { task } = run
      const plan = targetOf(run)
      if (!plan?.canary) throw new Error(`${task} is no canary`)
      const now = parts.clock.now()
      const measured = await canaryTrafficFacts(run, facts.since, traffic, now, servedBy(documents))
      const elapsedMs = now.getTime() - Date.parse(facts.since)
      const { baseline, window, gap } = measured ?? UNMEASURED
      const alone = healthAlone(measured)
      const { service, environment } = plan
      const health = healthOf(facts, run.canary)
      const minutes = Math.max(1, Math.round(elapsedMs / 6_000)) / 10
      const evidence = { service, environment, baseline, window, health, minutes, sameTime: true }
      const about = { correlationId, stream: runStream(task) }
      const { answer } = await decideOnce(monitorAgent, evidence, parts, about, { budgetMs: 0 })
      const reasons = [
        ...(facts.complaint === undefined ? [] : [`Its health check fails: ${facts.complaint}.`]),
        ...(alone === undefined ? answer.reasons : [alone]),
        ...(gap === undefined ? [] : [gap]),
      ]
      const look: CanaryLook = {
        ...decideCanary({
          verdict: answer.verdict,
          against: speaksAgainst(evidence),
          reasons,
          elapsedMs,
          totalMs: plan.canary.minutes * 60_000,
          complains: facts.complaint !== undefined,
        }),
        reasons,
        minutes: Math.floor(minutes),
        ...(facts.complaint !== undefined && { complaint: facts.complaint }),
      }
      return look.inconclusive ? heldOtherwise(look, await unseenWithoutCanary(run, plan, correlationId)) : look
    },
  }

  /** Nobody knows more of it than of a release that goes to all users at once: so what would hold that holds this. */
  async function unseenWithoutCanary(
    { risk: seen }: Run,
    { canary: _, ...plan }: DeployPlan,
    correlationId: string,
  ): Promise<readonly string[]> {
    const risk: Risk = await risks.judge({ ...plan, strategy: 'blue-green' }, correlationId)
    return unseenHold(seen, risk)
  }
}

/** One bad probe may be chance: what it says counts when the next one says it too. */
function healthOf({ complaint }: CanaryFacts, last: Run['canary']): MonitorEvidence['health'] {
  if (complaint === undefined) return { healthy: 1, unhealthy: 0 }
  return last?.complaint === undefined ? { healthy: 0, unhealthy: 0 } : { healthy: 0, unhealthy: 1 }
}
