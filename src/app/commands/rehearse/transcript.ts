import { z } from 'zod'
import { MODEL_FAILURES } from '../../../domain/model-use.ts'
import { ciRuns } from './ci-script.ts'
import { codeHosts } from './code-host-script.ts'
import { repository } from './transcript-repository.ts'
import { step } from './transcript-step.ts'
import { span, texts } from './transcript-values.ts'

/*
 * What a transcript may hold. The descriptions stand beside a problem; docs/rehearsing.md explains it all with examples.
 */

/** A Monday morning in UTC. */
const USUAL_START = '2026-03-02T09:00:00Z'

const ending = z.preprocess(
  (value) => (Array.isArray(value) ? value : [value]),
  z.array(z.strictObject({ exits: z.int().min(0).max(255).default(0), prints: texts.default([]) })).min(1),
)

const answering = z.preprocess(
  (value) => (Array.isArray(value) ? value : [value]),
  z.array(z.strictObject({ status: z.int().default(200), body: z.string().default('') })).min(1),
)

const person = z.union([
  z.array(z.string()).transform((roles) => ({
    roles,
    groups: [] as string[],
    id: undefined,
    standing: 'member' as const,
  })),
  z.strictObject({
    roles: z.array(z.string()).default([]),
    groups: z.array(z.string()).default([]).describe('Slack user groups or Discord roles, as in `access.members`'),
    standing: z
      .enum(['member', 'guest', 'stranger'])
      .default('member')
      .describe('Whether they belong to the workspace or server: `everyone` is its members'),
    id: z
      .string()
      .regex(/^(slack|discord|terminal):\S+$/, 'must begin with slack:, discord: or terminal:')
      .optional(),
  }),
])

const call = z
  .record(z.string(), z.record(z.string(), z.unknown()))
  .refine((value) => Object.keys(value).length === 1, { message: 'must name one tool with its input' })

const reply = z.preprocess(
  (value) => (typeof value === 'string' ? { says: value } : value),
  z.strictObject({
    says: z.string().default('').describe('Its answer, with ids of sources in square brackets'),
    calls: z.array(call).default([]).describe('Tools it wants to have called: `read_logs: { task: TASK-1 }`'),
    fails: z.enum(MODEL_FAILURES).optional(),
    after: span.default(0),
  }),
)

const answer = z.strictObject({
  to: z.string().min(1).describe('Words of the message it is asked about'),
  says: z
    .preprocess(
      (value) => (Array.isArray(value) ? value : [value]),
      z.array(z.unknown().transform((value) => (typeof value === 'string' ? value : JSON.stringify(value)))),
    )
    .default([])
    .describe('Its answer, as an object or as text; several are given in turn'),
  looksInto: z
    .array(reply)
    .default([])
    .describe('What it does when it may look things up to answer: a text, or `calls`, in turn; the last one stays'),
  fails: z.enum(MODEL_FAILURES).optional().describe('It fails in this way'),
  after: span.default(0).describe('How long it takes'),
})

export const transcriptSchema = z.strictObject({
  title: z.string().min(1).describe('The behaviour this shows, as a sentence'),
  config: z
    .union([z.string(), z.record(z.string(), z.unknown())])
    .default({})
    .describe('Sections of shipmate.yaml, or the path of such a file'),
  startsAt: z.iso
    .datetime()
    .default(USUAL_START)
    .transform((text) => new Date(text))
    .describe('The moment before the first step, such as `2026-03-02T17:59:00Z`'),
  repositories: z.record(z.string(), repository).default({}).describe('Repositories of the services'),
  codeHosts,
  devices: z
    .record(
      z.string(),
      z.strictObject({
        ring: z.string(),
        runs: z.record(z.string(), z.string()).describe('The version that it has of each service'),
        told: z
          .record(z.string(), z.string())
          .default({})
          .describe('The version that somebody else has told its ring to run of a service'),
      }),
    )
    .default({})
    .describe('Devices of the inventory: `kiosk-17: { ring: ring-0, runs: { payments: v1.0.0 } }`'),
  live: z
    .record(z.string(), z.record(z.string(), texts))
    .default({})
    .describe('What is deployed before the first step: a version, or several in the order they were deployed'),
  model: z
    .strictObject({ name: z.string().default('qwen3:8b'), answers: z.array(answer).default([]) })
    .optional()
    .describe(
      'A language model that reads what the rules are not sure of and answers open questions; left out, there is none',
    ),
  agentModel: z
    .strictObject({ name: z.string().default('qwen3:8b'), answers: z.array(answer).default([]) })
    .optional()
    .describe('A language model that the agents ask, in the same form; left out, their rules judge alone'),
  workflows: z
    .record(z.string(), z.record(z.string(), z.unknown()))
    .default({})
    .describe('Workflows of the team, by name, as their files would say them'),
  workflowFiles: z.array(z.string()).default([]).describe('Files of workflows, relative to the transcript'),
  commands: z
    .record(z.string(), ending)
    .default({})
    .describe('How commands whose first words are these end, each time in turn; any other one ends well'),
  addresses: z
    .record(z.string(), answering)
    .default({})
    .describe('What addresses with this start answer, each time in turn; any other one answers 200'),
  ci: ciRuns,
  people: z.record(z.string().regex(/^[\w-]+$/), person).describe('Who takes part, with their roles'),
  windows: z.boolean().default(false).describe('Whether forms open in windows; left out, the thread asks'),
  groupNames: z.record(z.string(), z.string()).default({}).describe('What the platform calls groups, by their id'),
  steps: z.array(step).min(1),
})

export type Transcript = z.output<typeof transcriptSchema>
