import { z } from 'zod'
import { ABILITIES, TARGET_KINDS } from '../../../domain/ability.ts'
import { foresees, images } from './forecast-script.ts'
import { texts } from './transcript-values.ts'

/** What a transcript says of the repository of a service, and of what runs of it. */
export const repository = z.strictObject({
  versions: z.array(z.string()).min(1).default(['v1.0.0', 'v1.1.0', 'v1.2.0', 'v1.3.0']).describe('Tags, oldest first'),
  unhealthy: z.array(z.string()).default([]).describe('Versions that never become healthy'),
  troubles: z
    .record(
      z.string(),
      z.strictObject({
        reason: z.string(),
        nextStep: z.string().default('Correct that, then deploy again.'),
        seen: z.string().optional().describe('What is seen for 10 seconds before it has failed'),
      }),
    )
    .default({})
    .describe('Why versions do not become healthy, in the words of what they run by'),
  fallsIll: z
    .array(z.string())
    .default([])
    .describe('Versions that are healthy when they go live, and no longer a minute later'),
  brokenBuilds: z.array(z.string()).default([]).describe('Versions whose build fails'),
  brokenTests: z.array(z.string()).default([]).describe('Versions whose tests fail'),
  files: z
    .record(z.string(), z.record(z.string(), z.int().min(0)))
    .default({})
    .describe('Lines that a version changes in files: `v1.1.0: { src/mail.ts: 40 }`'),
  authors: z.record(z.string(), z.string()).default({}).describe('Who made the commits of a version'),
  branches: z.record(z.string(), z.string()).default({}).describe('Branches with the version each points to'),
  commits: z
    .record(z.string(), z.array(z.string()).min(1))
    .default({})
    .describe('Subjects of the commits a version brings'),
  logs: z
    .record(z.string(), texts)
    .default({})
    .describe('What a version writes into its log; a line may start with its time: `2026-03-02T08:59:00Z`'),
  runsBy: z.enum(TARGET_KINDS).default('local').describe('What it runs by'),
  tellsHealth: z.boolean().default(true).describe('Whether its target can tell how it is'),
  lacks: z.array(z.enum(ABILITIES)).default([]).describe('What cannot be asked of it'),
  scale: z
    .strictObject({
      count: z.int().min(0).default(1),
      bounds: z.strictObject({ min: z.int(), max: z.int(), by: z.string() }).optional(),
    })
    .prefault({})
    .transform(({ count, bounds }) => ({ count, ...(bounds && { bounds }) }))
    .describe('How many instances there are at first, and who else changes that'),
  images,
  foresees,
  traffic: z
    .record(
      z.string(),
      z.strictObject({
        requestsPerMinute: z.number().min(0).default(600),
        errors: z.number().min(0).max(1).default(0).describe('The share that fails'),
        latencyMs: z.number().positive().default(20).describe('What half of the requests take at most'),
      }),
    )
    .default({})
    .describe('What is measured of a version while it serves; left out for all of them, nothing is measured'),
  requestsUnknown: z
    .string()
    .optional()
    .describe('Why whoever counts its requests cannot be asked, as a sentence: `Prometheus cannot be reached.`'),
})

/** A repository of which a transcript says nothing. */
export const USUAL_REPOSITORY = repository.parse({})
