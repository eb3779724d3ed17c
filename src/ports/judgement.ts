import type { Drift, DriftChoice, FailedAttempts } from '../domain/drift.ts'
import type { CorrelationId } from '../domain/ids.ts'
import type { DeployPlan } from '../domain/plans/deploy.ts'
import type { Risk } from '../domain/risk.ts'
import type { Run } from '../domain/run.ts'
import type { CanaryLook, Explanation, ReleaseHealth } from '../domain/run-events.ts'

/** Looks for the cause of a failure. */
export interface FailureJudge {
  /** Ends within a bounded time, whatever a model does. Undefined: nothing can be made of it. */
  explain(run: Run, correlationId: CorrelationId): Promise<Explanation | undefined>
}

/** Judges a release that has been live for a while. */
export interface ReleaseJudge {
  /** Undefined: something else is live there by now, or it was stopped on purpose. */
  judge(run: Run, correlationId: CorrelationId): Promise<ReleaseHealth | undefined>
}

/** Chooses what to do about a drift, among what is allowed. */
export interface DriftJudge {
  choose(drift: Drift, failed: FailedAttempts, correlationId: CorrelationId): Promise<DriftChoice>
}

/** What a canary says of itself. */
export interface CanaryFacts {
  /** Since when it has its share of the requests: ISO 8601 in UTC. */
  readonly since: string
  /** What its health check says against it, as a sentence. */
  readonly complaint?: string
}

/** Judges a release that a share of the requests goes to, against the one that serves. */
export interface CanaryJudge {
  judge(run: Run, canary: CanaryFacts, correlationId: CorrelationId): Promise<CanaryLook>
}

/** Judges what a deployment risks, from what is known at this moment. */
export interface RiskJudge {
  /**
   * The same facts give the same answer to the same request, also after a restart.
   * @param asking Called when a language model is asked: from then on it may take its time.
   */
  judge(plan: DeployPlan, correlationId: CorrelationId, asking?: () => void): Promise<Risk>
}
