import { z } from 'zod'
import { DEPLOY_STRATEGIES } from '../../../src/domain/release.ts'
import { RISK_VERDICTS } from '../../../src/domain/risk.ts'
import type { ReadOnly } from '../core/read-only.ts'

const count = z.int().min(0)

/**
 * What is known before a deployment. Whatever is left out is not known; the reasons then say so, and nothing is assumed
 * in its place.
 */
export const deployEvidenceSchema = z.strictObject({
  service: z.string(),
  environment: z.string(),
  /** For trying things out (`confirm: danger-only`); left out, people depend on the environment. */
  trial: z.exactOptional(z.boolean()),
  /** When it would start: ISO 8601 in UTC. */
  at: z.iso.datetime(),
  /** Where the people live who would fix it, such as `Europe/Berlin`: hour and weekday are theirs. */
  timeZone: z.exactOptional(z.string()),
  /** The commits that are live and that would be, shortened: what lies between them can be looked up. */
  liveCommit: z.exactOptional(z.string()),
  newCommit: z.exactOptional(z.string()),
  /** Size of what is not live yet. */
  commits: z.exactOptional(count),
  filesChanged: z.exactOptional(count),
  /** Added and removed ones together. */
  linesChanged: z.exactOptional(count),
  /** Paths among the changed files that migrate a database; see `touchesMigration`. */
  migrationsTouched: z.exactOptional(z.array(z.string())),
  /**
   * Share of the error budget that is left: 1 is all of it, 0 nothing. Left out where users are promised nothing, or ask too
   * little to tell, and where it is not known.
   */
  errorBudgetLeft: z.exactOptional(z.number().min(0).max(1)),
  /** There is an objective, but nobody could say how much of its budget is left. */
  errorBudgetUnknown: z.exactOptional(z.boolean()),
  /** Failed deployments of this service to this environment within 24 hours. */
  recentFailures: z.exactOptional(count),
  lastDeployFailed: z.exactOptional(z.boolean()),
  /** Nothing of this service has ever been live there. */
  firstDeploy: z.boolean(),
  /** Deployments of other services to the same environment at this moment. */
  otherDeploysRunning: z.exactOptional(count),
  /** Puts an earlier release back. */
  isRollback: z.boolean(),
  /** Whether the environment can send a small share of its traffic to the new release first. */
  canaryPossible: z.boolean(),
  /** How it is to go out; left out, nobody has chosen yet. */
  strategy: z.exactOptional(z.enum(DEPLOY_STRATEGIES)),
})

export type DeployEvidence = ReadOnly<z.infer<typeof deployEvidenceSchema>>

export const deployRiskSchema = z.strictObject({
  verdict: z.enum(RISK_VERDICTS),
  /** Sentences for people, the most important first. */
  reasons: z.array(z.string().min(1)).min(1),
})

/** The same of an answer that may say more: a team's own agent has a form of its own. */
export const deployWordSchema = z.object(deployRiskSchema.shape)

export type DeployRisk = ReadOnly<z.infer<typeof deployRiskSchema>>
