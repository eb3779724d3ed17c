import { z } from 'zod'
import type { ReadOnly } from '../../core/read-only.ts'

export const buildEvidenceSchema = z.strictObject({
  service: z.string(),
  /** What was built, as people call it: `v1.4.2`. */
  release: z.string(),
  /** What the build printed, colours and all. Of more than a megabyte its end is read. */
  log: z.string(),
})

export type BuildEvidence = ReadOnly<z.infer<typeof buildEvidenceSchema>>

/** Where the cause lies. `unknown` is an honest answer: the lines still show what looked most like an error. */
export const CAUSE_KINDS = [
  'npm',
  'git',
  'test',
  'type-check',
  'disk',
  'memory',
  'network',
  'port',
  'permission',
  'command',
  'setting',
  'unknown',
] as const
export type CauseKind = (typeof CAUSE_KINDS)[number]

/** What a person is shown of a log. */
export const MOST_LINES = 8

export const logLineSchema = z.strictObject({
  /** Counted from 1. */
  number: z.int().min(1),
  /** Without colours and control characters, and cut where it is very long. */
  text: z.string(),
})

export type LogLine = ReadOnly<z.infer<typeof logLineSchema>>

export const diagnosisSchema = z.strictObject({
  kind: z.enum(CAUSE_KINDS),
  /** One sentence for a person. */
  cause: z.string().min(1),
  /** One sentence: what to do about it. */
  nextStep: z.string().min(1),
  /** The lines that show it, in their order. */
  lines: z.array(logLineSchema).min(1).max(MOST_LINES),
})

export type Diagnosis = ReadOnly<z.infer<typeof diagnosisSchema>>
