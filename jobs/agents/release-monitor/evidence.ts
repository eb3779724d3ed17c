import { z } from 'zod'
import type { ReadOnly } from '../core/read-only.ts'

const count = z.int().min(0)

/** Each latency in milliseconds, in the order of the requests; or how many requests took up to so long. */
export const latenciesSchema = z.union([
  z.array(z.number().min(0)),
  z.array(z.strictObject({ upToMs: z.number().min(0), count })),
])

export type Latencies = ReadOnly<z.infer<typeof latenciesSchema>>

/** What was measured of a service over a time. Latencies may be a sample of the requests, or missing: `[]`. */
export const trafficSchema = z
  .strictObject({ requests: count, errors: count, latenciesMs: latenciesSchema })
  .refine(({ requests, errors }) => errors <= requests, { error: 'more errors than requests', path: ['errors'] })

export type Traffic = ReadOnly<z.infer<typeof trafficSchema>>

export const monitorEvidenceSchema = z.strictObject({
  service: z.string(),
  environment: z.string(),
  /** The same service before the change, or its instances with the earlier release at the same time. */
  baseline: trafficSchema,
  /** Since the change. */
  window: trafficSchema,
  /** Instances of the new release, by what their health check says. */
  health: z.strictObject({ healthy: count, unhealthy: count }),
  /** The baseline is of the window's own time: a canary beside what serves. Left out, of the time before. */
  sameTime: z.exactOptional(z.boolean()),
  /** How long the window is. */
  minutes: z.number().positive(),
})

export type MonitorEvidence = ReadOnly<z.infer<typeof monitorEvidenceSchema>>

/** From the loosest to the strictest. */
export const MONITOR_VERDICTS = ['healthy', 'watch', 'roll-back'] as const
export type MonitorVerdict = (typeof MONITOR_VERDICTS)[number]

export const monitorVerdictSchema = z.strictObject({
  verdict: z.enum(MONITOR_VERDICTS),
  /** Sentences for people with the numbers in them, the most important first. */
  reasons: z.array(z.string().min(1)).min(1),
})

export type MonitorAnswer = ReadOnly<z.infer<typeof monitorVerdictSchema>>
