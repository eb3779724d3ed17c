import { pino } from 'pino'
import { createMemoryBus } from '../../../adapters/bus/memory-bus.ts'
import { ciBySystem } from '../../../adapters/ci/by-system.ts'
import type { HandClock } from '../../../adapters/rehearsal/hand-clock.ts'
import type { ProcessLifetime } from '../../../adapters/rehearsal/process-lifetime.ts'
import type { ScriptedWorld } from '../../../adapters/rehearsal/scripted-commands.ts'
import type { MemoryStore } from '../../../adapters/store/memory/memory-store.ts'
import { readWorkflows } from '../../../config/workflows.ts'
import { effectOf } from '../../../intents/catalog.ts'
import { createLanguageOf } from '../../../intents/language-of.ts'
import { ASKING_WORDS } from '../../../intents/languages.ts'
import { createRequestReader } from '../../../intents/read-request.ts'
import { createUnderstanding } from '../../../intents/understand.ts'
import { withInputs } from '../../../intents/with-phrases.ts'
import type { AccessPolicy } from '../../../src/access/policy.ts'
import type { BotParts } from '../../../src/app/bot.ts'
import type { Catalog } from '../../../src/domain/catalog.ts'
import type { ShipmateEvent } from '../../../src/domain/events.ts'
import type { Settings } from '../../../src/domain/settings.ts'
import { STEP_KINDS } from '../../../src/domain/workflow.ts'
import { promptEncoder } from '../../../src/llm/prompt-encoder.ts'
import type { Inbox } from '../../../src/ports/chat-platform.ts'
import type { Delivery } from '../../../src/ports/delivery.ts'
import type { WorkerRegistry } from '../../../src/ports/worker-registry.ts'
import { ENVIRONMENTS, SERVICES } from '../team.ts'
import { TEAM_WORKFLOW } from '../team-workflow.ts'
import type { Chat } from './chat.ts'
import type { ShakyQueue } from './shaky-queue.ts'
import type { Fuse, ShakyStore } from './shaky-store.ts'

/** What all processes of the bot share. */
export interface PartsWorld {
  readonly clock: HandClock
  readonly database: ShakyStore
  /** One session on the database. */
  readonly openStore: () => MemoryStore<ShipmateEvent>
  readonly queue: ShakyQueue
  readonly registry: WorkerRegistry
  readonly chats: readonly Chat[]
  readonly delivery: Delivery
  /** Commands and addresses of workflows. */
  readonly scripted: ScriptedWorld
  readonly settings: Settings
  readonly policy: AccessPolicy
}

const CATALOG: Catalog = {
  services: SERVICES.map((id) => ({ id, aliases: [] })),
  environments: ENVIRONMENTS.map((id) => ({ id, aliases: [] })),
  rings: [],
  devices: [],
  workflows: [{ id: TEAM_WORKFLOW.id, aliases: [] }],
  bots: [],
}

const redact = (text: string): string => text

/** The same for every process of every run: they know nothing of what happens. */
const KNOWING = {
  catalog: CATALOG,
  understand: createUnderstanding(CATALOG, []),
  languageOf: createLanguageOf(CATALOG),
  readRequest: withInputs(createRequestReader(CATALOG)),
  asking: ASKING_WORDS,
  effectOf,
  workflows: readWorkflows(),
  models: { conversation: undefined, decision: undefined, summary: undefined },
  prompts: promptEncoder({ input: true, redact }),
  redact,
  log: pino({ level: 'silent' }),
  timeZone: 'UTC',
  workflowSecrets: {},
  customAgents: [],
  remediations: [],
  concurrency: 4,
} as const

/** What one process works with, for as long as it lives. */
export function partsOf(
  { clock, database, openStore, queue, registry, chats, delivery, scripted, settings, policy }: PartsWorld,
  life: ProcessLifetime,
  fuse: Fuse,
  number: number,
  connected: (inbox: Inbox) => void,
): BotParts {
  const { store, outbox } = openStore()
  const id = `process-${number}`
  return {
    ...KNOWING,
    clock,
    store: life.bind(database.over(store, life, fuse)),
    outbox: life.bind(database.over(outbox, life, fuse)),
    queue: life.bind(queue.connect(life)),
    registry: life.bind(registry),
    bus: createMemoryBus(() => {}),
    delivery: life.bind(delivery),
    commands: life.bind(scripted),
    http: life.bind(scripted),
    ci: ciBySystem({}),
    ciBuild: () => undefined,
    settings,
    policy,
    self: { id, name: id, host: 'here', pid: number, capabilities: STEP_KINDS, models: [] },
    async connect(inbox) {
      connected(inbox)
      return chats.map((chat) => life.bind(chat.connect(inbox)))
    },
  }
}
