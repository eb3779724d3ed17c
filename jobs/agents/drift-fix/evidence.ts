import { z } from 'zod'
import { DRIFT_KINDS } from '../../../src/domain/drift-kind.ts'
import type { ReadOnly } from '../core/read-only.ts'

export const driftSchema = z.strictObject({
  kind: z.enum(DRIFT_KINDS),
  /** What drifted: a device, a service, or a service on a device. */
  device: z.exactOptional(z.string()),
  service: z.exactOptional(z.string()),
  environment: z.string(),
  /** For trying things out (`confirm: danger-only`); left out, people depend on the environment. */
  trial: z.exactOptional(z.boolean()),
  expected: z.exactOptional(z.string()),
  actual: z.exactOptional(z.string()),
  sinceMinutes: z.number().min(0),
  /** What was tried against this drift in vain, and how many times. */
  failedAttempts: z.array(z.strictObject({ remediation: z.string(), times: z.int().min(1) })),
})

export type Drift = ReadOnly<z.infer<typeof driftSchema>>

export const remediationSchema = z.strictObject({
  name: z.string().min(1),
  /** `danger` takes something away that people may be using. */
  effect: z.enum(['change', 'danger']),
  fixes: z.array(z.enum(DRIFT_KINDS)),
})

/** Of two with the same effect, the less drastic one stands first in the list of allowed ones. */
export type Remediation = ReadOnly<z.infer<typeof remediationSchema>>

export const remediateEvidenceSchema = z.strictObject({ drift: driftSchema, allowed: z.array(remediationSchema) })

export type RemediateEvidence = ReadOnly<z.infer<typeof remediateEvidenceSchema>>

export const remediationChoiceSchema = z.strictObject({
  /** One of the allowed ones; left out, a person has to look. */
  remediation: z.exactOptional(z.string()),
  /** Whether a person must say yes first. Always so when no remediation is chosen. */
  confirm: z.boolean(),
  /** Sentences for people, the most important first. */
  reasons: z.array(z.string().min(1)).min(1),
})

export type RemediationChoice = ReadOnly<z.infer<typeof remediationChoiceSchema>>
