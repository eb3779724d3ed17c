import { z } from 'zod'
import { INVENTORY_STATES } from '../../../../adapters/rehearsal/fleet.ts'
import { GATES } from '../../../../adapters/rehearsal/gates.ts'
import { PLATFORM_STATES } from '../../../../adapters/rehearsal/platform.ts'
import { ABILITIES, TARGET_KINDS } from '../../../domain/ability.ts'
import { MODEL_FAILURES } from '../../../domain/model-use.ts'
import { REFUSAL_WHYS } from '../../../domain/refusal.ts'
import { STEP_KINDS } from '../../../domain/workflow.ts'
import { codeHosts, codeHostTurn, codeReport } from './code-host-script.ts'

/*
 * What a transcript may hold. The descriptions stand beside a problem; docs/rehearsing.md explains it all with examples.
 */

/** One text or several. */
const texts = z.preprocess((value) => (typeof value === 'string' ? [value] : value), z.array(z.string()))

/** A text alone says what is to be contained. */
const orWords = <Shape extends z.ZodType>(shape: Shape) =>
  z.preprocess((value) => (typeof value === 'string' ? { contains: value } : value), shape)

const where = z
  .string()
  .regex(/^(#[\w-]+(\/[\w-]+)?|@[\w-]+|dm)$/, 'must be a channel (`#ops`), a thread (`#ops/incident`), `dm`, or `@ana`')

const message = orWords(
  z.strictObject({
    in: where.optional().describe('Where it stands; where the step was said when left out'),
    title: z.string().optional().describe('The whole title of the card'),
    contains: texts.default([]).describe('Words that stand in it, wherever'),
    lacks: texts.default([]).describe('Words that do not'),
    buttons: z.array(z.string()).optional().describe('The labels of its buttons, all of them'),
    notifies: z.string().optional().describe('Whom it mentions'),
  }),
)

const tell = orWords(
  z.strictObject({ to: z.string().optional(), contains: texts.default([]), lacks: texts.default([]) }),
)

const job = z.strictObject({
  step: z.string().describe('`build` or `deploy`'),
  service: z.string().optional(),
  environment: z.string().optional(),
  version: z.string().optional(),
  strategy: z.string().optional(),
})

const refusal = orWords(
  z.strictObject({
    by: z.string().optional().describe('Who asked or pressed'),
    why: z.enum(REFUSAL_WHYS).optional(),
    intent: z.string().optional().describe('What was asked for'),
    service: z.string().optional(),
    environment: z.string().optional(),
    contains: texts.default([]).describe('Words of the reason'),
  }),
)

/** `90s`, `5m`, `2h`. */
const span = z
  .string()
  .regex(/^\d+(s|m|h)$/, 'must be a duration such as `90s`, `5m` or `2h`')
  .transform(
    (text) => Number.parseInt(text, 10) * { s: 1_000, m: 60_000, h: 3_600_000 }[text.slice(-1) as 's' | 'm' | 'h'],
  )

const killed = z
  .boolean()
  .optional()
  .describe('`true`: the process is killed as soon as this is stored; `restarts` comes next')

const actions = {
  says: z
    .strictObject({
      by: z.string(),
      in: where.default('#ops'),
      text: z.string(),
      upTo: z.int().optional().describe('Repeated up to so many characters'),
      thenKilled: killed,
    })
    .describe('A person writes. In a channel only what names `@shipmate` is meant for the bot'),
  presses: z
    .strictObject({
      by: z.string(),
      button: z.string().describe('Its label, on the newest card that has it'),
      of: z.string().optional().describe('Words of the card, when it is not the newest with such a button'),
      times: z.int().min(1).default(1).describe('Number of clicks at the same moment'),
      thenKilled: killed,
    })
    .describe('A person presses a button, also one that is no longer there'),
  fills: z
    .strictObject({
      by: z.string(),
      form: z.string().optional().describe('Its title, when it is not the newest that has opened for this person'),
      text: z.string(),
      upTo: z.int().optional().describe('Repeated up to so many characters'),
      times: z.int().min(1).default(1).describe('How often the platform delivers it'),
      thenKilled: killed,
    })
    .describe('A person fills in a form and sends it, also one that has long been open'),
  advances: span.describe('Time passes'),
  kills: z.literal(true).describe('The process is killed'),
  restarts: z.literal(true).describe('The process is killed, if it still runs, and started again'),
  redelivers: z
    .union([
      z
        .int()
        .min(1)
        .transform((times) => ({ times, form: 'same' as const })),
      z.strictObject({ times: z.int().min(1).default(1), form: z.enum(['same', 'twin']).default('same') }),
    ])
    .describe('The platform delivers the last message or press again; as a `twin` under another event id'),
  takes: z
    .array(z.enum(STEP_KINDS))
    .describe('The process is killed, if it still runs, and started again to take these kinds of steps only'),
  joins: z
    .strictObject({
      name: z.string(),
      takes: z.array(z.enum(STEP_KINDS)).default([...STEP_KINDS]),
      inHand: z.int().min(0).default(0).describe('Number of steps it reports to be working on'),
    })
    .describe('A worker in another process registers and then goes silent; it takes no work that is enqueued here'),
  moves: z
    .strictObject({ service: z.string(), branch: z.string().default('main'), to: z.string() })
    .describe('A branch moves to a version, or to a new commit with this subject'),
  turns: z
    .strictObject({
      service: z.string(),
      environment: z.string(),
      into: z.string().describe('`stopped`, `stopped-on-purpose`, `unhealthy`, `healthy`, or the version that is live'),
    })
    .describe('The live release changes without a deployment'),
  codeHost: codeHostTurn,
  reports: codeReport,
  writes: z
    .strictObject({ service: z.string(), environment: z.string(), lines: texts })
    .describe('A service writes lines into its log'),
  device: z
    .strictObject({
      id: z.string(),
      service: z.string(),
      into: z
        .string()
        .describe(
          '`stopped`, `missing`, `misconfigured`, `unclear`, `silent`, `gone`, `stuck`, `relapsing-stopped` and the like, or a version',
        ),
    })
    .describe('Something happens to a device of the inventory'),
  inventory: z.enum(INVENTORY_STATES).describe('How the inventory itself is'),
  holds: z
    .enum(GATES)
    .describe(
      'Work stops here until `lets: go`: before a build or a command ends, before a new instance is healthy, or after the switch',
    ),
  lets: z.literal('go').describe('Held work continues'),
  database: z.enum(['down', 'up']).describe('The database goes down or comes back'),
  platform: z.enum(PLATFORM_STATES).describe('How the chat platform treats what the bot posts'),
  revokes: z
    .strictObject({
      person: z.string(),
      roles: z.array(z.string()).default([]),
      groups: z.array(z.string()).default([]),
    })
    .describe('Somebody loses roles or leaves groups'),
}

const expectations = {
  replies: z
    .array(message)
    .optional()
    .describe('New messages of this step, these and no others; in order within a place'),
  edits: z.array(message).optional().describe('Edits of this step, among others; in this order within a place'),
  opens: z.array(texts).optional().describe('Forms that opened, these and no others, each with words that stand in it'),
  tells: z.array(tell).optional().describe('What only one person was told, this and nothing else'),
  silent: z.literal(true).optional().describe('The bot neither posts nor edits nor tells anybody anything'),
  enqueued: z.array(job).optional().describe('Work that was given to workers, this and no other, in order'),
  refused: z.array(refusal).optional().describe('What the log says was refused, this and no other, in order'),
  deployed: z.record(z.string(), z.string()).optional().describe('`service/environment: version`, or `nothing`'),
  tasks: z.record(z.string(), z.string()).optional().describe('`TASK-1: succeeded`'),
  orders: z.array(z.string()).optional().describe('What the inventory was told and has carried out, this and no other'),
  effects: z
    .array(z.string())
    .optional()
    .describe(
      'What was done to what runs, this and no other: `restart billionmail/staging`, `scale payments/production to 5`',
    ),
  ran: z
    .array(z.string())
    .optional()
    .describe('Commands and requests of workflows that were started, these and no others, in any order'),
}

export const EXPECTATIONS = Object.keys(expectations) as readonly (keyof typeof expectations)[]
const ACTIONS = Object.keys(actions) as (keyof typeof actions)[]

const step = z
  .strictObject({
    ...(Object.fromEntries(ACTIONS.map((name) => [name, actions[name].optional()])) as {
      [Name in keyof typeof actions]: z.ZodOptional<(typeof actions)[Name]>
    }),
    ...expectations,
  })
  .refine((value) => ACTIONS.filter((name) => value[name] !== undefined).length === 1, {
    message: `must have exactly one of ${ACTIONS.join(', ')}`,
  })

const repository = z.strictObject({
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
})

/** A Monday morning in UTC. */
const USUAL_START = '2026-03-02T09:00:00Z'

/** A repository of which a transcript says nothing. */
export const USUAL_REPOSITORY = repository.parse({})

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
  people: z.record(z.string().regex(/^[\w-]+$/), person).describe('Who takes part, with their roles'),
  windows: z.boolean().default(false).describe('Whether forms open in windows; left out, the thread asks'),
  groupNames: z.record(z.string(), z.string()).default({}).describe('What the platform calls groups, by their id'),
  steps: z.array(step).min(1),
})

export type Transcript = z.output<typeof transcriptSchema>
export type Step = Transcript['steps'][number]
export type ExpectedMessage = NonNullable<Step['replies']>[number]
export type ExpectedTell = NonNullable<Step['tells']>[number]
export type ExpectedJob = NonNullable<Step['enqueued']>[number]
export type ExpectedRefusal = z.output<typeof refusal>
