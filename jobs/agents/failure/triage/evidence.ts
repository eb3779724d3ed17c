import { z } from 'zod'
import { RUN_PLAN_KINDS } from '../../../../src/domain/plan.ts'
import type { ReadOnly } from '../../core/read-only.ts'

export const failedRunSchema = z.strictObject({
  task: z.string(),
  kind: z.enum(RUN_PLAN_KINDS),
  service: z.string(),
  /** Builds have none. */
  environment: z.exactOptional(z.string()),
  /** As people call it: `v1.4.2`. */
  release: z.string(),
  /** The step that failed: `build`, `deploy`. */
  step: z.exactOptional(z.string()),
  /** The sentence it failed with. */
  reason: z.string(),
  logTail: z.exactOptional(z.string()),
})

export type FailedRun = ReadOnly<z.infer<typeof failedRunSchema>>

/** Who last changed a file. */
export const blameSchema = z.strictObject({
  path: z.string(),
  author: z.string(),
  /** ISO 8601 in UTC. */
  at: z.iso.datetime(),
  commit: z.string(),
})

export type Blame = ReadOnly<z.infer<typeof blameSchema>>

/** An earlier run of the same service. */
export const earlierRunSchema = z.strictObject({
  task: z.string(),
  kind: z.enum(RUN_PLAN_KINDS),
  environment: z.exactOptional(z.string()),
  release: z.string(),
  outcome: z.enum(['succeeded', 'failed', 'cancelled']),
  /** Why it failed. */
  reason: z.exactOptional(z.string()),
})

export type EarlierRun = ReadOnly<z.infer<typeof earlierRunSchema>>

export const triageEvidenceSchema = z.strictObject({
  run: failedRunSchema,
  /** Of the paths that `failingPaths` finds in the log, or of the files that changed. */
  blame: z.exactOptional(z.array(blameSchema)),
  /** It could not be found out, or not in time. */
  blameUnknown: z.exactOptional(z.literal(true)),
  /** The newest first. */
  recent: z.array(earlierRunSchema),
})

export type TriageEvidence = ReadOnly<z.infer<typeof triageEvidenceSchema>>

export const triageReportSchema = z.strictObject({
  /** One or two sentences for a person. */
  cause: z.string().min(1),
  likelyOwner: z.exactOptional(z.strictObject({ name: z.string().min(1), because: z.string().min(1) })),
  /** What to do, as sentences in their order. */
  next: z.array(z.string().min(1)).min(1),
  /** Whether what worked before fails since this release; left out when that is not known. */
  isRegression: z.exactOptional(z.boolean()),
})

export type TriageReport = ReadOnly<z.infer<typeof triageReportSchema>>
