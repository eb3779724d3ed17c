import { z } from 'zod'
import { INVENTORY_STATES } from '../../../../adapters/rehearsal/fleet.ts'
import { GATES } from '../../../../adapters/rehearsal/gates.ts'
import { PLATFORM_STATES } from '../../../../adapters/rehearsal/platform.ts'
import { RUN_ENDS } from '../../../../adapters/rehearsal/rehearsed-actions.ts'
import { REFUSAL_WHYS } from '../../../domain/refusal.ts'
import { STEP_KINDS } from '../../../domain/workflow.ts'
import { ciReport, ciTurn } from './ci-script.ts'
import { codeHostTurn, codeReport } from './code-host-script.ts'
import { tagTurn } from './forecast-script.ts'
import { span, texts } from './transcript-values.ts'

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
  rewrites: z
    .strictObject({
      by: z.string(),
      of: z.string().optional().describe('Words of the message, when it is not the newest of this person'),
      to: z.string(),
      thenKilled: killed,
    })
    .describe('A person edits a message of theirs'),
  deletes: z
    .strictObject({
      by: z.string(),
      of: z.string().optional().describe('Words of the message, when it is not the newest of this person'),
    })
    .describe('A person deletes a message of theirs'),
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
      byHand: z.string().optional().describe('What somebody has changed there by hand, as the target tells it'),
    })
    .describe('The live release changes without a deployment'),
  tag: tagTurn,
  codeHost: codeHostTurn,
  reports: codeReport,
  ci: ciTurn,
  ciReports: ciReport,
  endsRun: z
    .strictObject({
      service: z.string(),
      environment: z.string(),
      as: z.enum(RUN_ENDS),
      told: z.int().min(0).default(1).describe('How often GitHub tells of it by a webhook'),
    })
    .describe('The newest run of GitHub Actions there ends'),
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

/** One thing that happens, and what is to come of it. */
export const step = z
  .strictObject({
    ...(Object.fromEntries(ACTIONS.map((name) => [name, actions[name].optional()])) as {
      [Name in keyof typeof actions]: z.ZodOptional<(typeof actions)[Name]>
    }),
    ...expectations,
  })
  .refine((value) => ACTIONS.filter((name) => value[name] !== undefined).length === 1, {
    message: `must have exactly one of ${ACTIONS.join(', ')}`,
  })

export type Step = z.output<typeof step>
export type ExpectedMessage = NonNullable<Step['replies']>[number]
export type ExpectedTell = NonNullable<Step['tells']>[number]
export type ExpectedJob = NonNullable<Step['enqueued']>[number]
export type ExpectedRefusal = z.output<typeof refusal>
