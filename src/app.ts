import { randomUUID } from 'node:crypto'
import { mkdir } from 'node:fs/promises'
import { hostname } from 'node:os'
import type { Logger } from 'pino'
import { createMemoryBus } from '../adapters/bus/memory-bus.ts'
import { createRelayBus } from '../adapters/bus/relay-bus.ts'
import { connectPatiently } from '../adapters/chat/connect-patiently.ts'
import type { connectDiscord } from '../adapters/chat/discord/connect-discord.ts'
import type { connectSlack } from '../adapters/chat/slack/connect-slack.ts'
import { createLocalDelivery } from '../adapters/delivery/local/local-delivery.ts'
import { prepareSampleService } from '../adapters/delivery/local/sample/sample-service.ts'
import { createBullQueue } from '../adapters/queue/bull-queue.ts'
import { openEmbeddedStore } from '../adapters/store/embedded.ts'
import { openPostgresStore } from '../adapters/store/postgres.ts'
import type { OpenStore } from '../adapters/store/store.ts'
import type { Config, DiscordConfig, SlackConfig } from '../config/config.ts'
import { describeProblem } from '../config/problem.ts'
import { readWorkflows } from '../config/workflows.ts'
import { effectOf, intentNamed } from '../intents/catalog.ts'
import { createUnderstanding } from '../intents/understand.ts'
import { SHIPPED_AGENTS } from '../jobs/agents/shipped-agents.ts'
import { loadAgents } from '../jobs/user-agents/load-agents.ts'
import type { UserAgent } from '../jobs/user-agents/user-agent.ts'
import { encode } from '../notation/encode/encode.ts'
import { estimatedTokens, orEstimated } from '../notation/tokens/estimate.ts'
import { createInstalledTokenizers } from '../notation/tokens/installed-tokenizers.ts'
import type { TokenCounter } from '../notation/tokens/token-counter.ts'
import { policyFrom } from './access/default-policy.ts'
import { type Bot, startBot, type WorkerSelf } from './bot.ts'
import { ConfigProblemsError } from './commands/read-settings.ts'
import { catalogFrom, ownExamplesFrom, settingsFrom } from './configured.ts'
import { createModelReader } from './conversation/model/model-reader.ts'
import type { ShipmateEvent } from './domain/events.ts'
import { projections } from './domain/projections.ts'
import { createRedactor } from './domain/redact.ts'
import { createAccountOfCalls } from './language/account-of-calls.ts'
import { promptEncoder } from './language/prompt-encoder.ts'
import { createModels } from './models.ts'
import type { AgentRegistry } from './ports/agent-registry.ts'
import type { Bus } from './ports/bus.ts'
import type { ConnectedChat, Inbox } from './ports/chat-platform.ts'
import { systemClock } from './ports/clock.ts'
import type { Delivery } from './ports/delivery.ts'
import type { Store } from './ports/event-store.ts'
import type { JobQueue } from './ports/job-queue.ts'
import { type Metrics, unwatched } from './ports/metrics.ts'
import type { Outbox } from './ports/outbox.ts'

/** What runs, and how to end it. */
export interface App {
  readonly bot: Bot
  readonly store: Store<ShipmateEvent>
  readonly queue: JobQueue
  readonly registry: AgentRegistry
  /** Takes nothing new in, gives work in hand a moment, and closes everything. Deployed services go on. */
  stop(): Promise<void>
}

/** The outside as the configuration asks for it; a test may put a part of its own in place of one. */
export interface Outside {
  readonly store: Store<ShipmateEvent>
  readonly outbox: Outbox
  readonly queue: JobQueue
  readonly delivery: Delivery
  readonly platforms: readonly ConnectedChat[]
}

export interface AppOptions {
  readonly config: Config
  readonly log: Logger
  /** Where figures go. Left out: nowhere. */
  readonly metrics?: Metrics
  /** Connects a chat besides the configured ones, such as the terminal. */
  readonly alsoConnect?: (inbox: Inbox) => ConnectedChat
  /** Ports of the sample service, where the usual ones are taken. */
  readonly samplePorts?: { readonly staging: number; readonly production: number }
  /** Looks at, or stands in for, the parts between the core and the outside: what a test of faults needs. */
  readonly wrap?: <Part extends keyof Outside>(name: Part, part: Outside[Part]) => Outside[Part]
}

const OWNER_ONLY = 0o700

/** Work that a deployment has in hand at a stop goes on after the next start; this is only for quick ends. */
const WORK_ENDS_WITHIN_MS = 3_000

/** The composition root: every concrete part is chosen here, started in order, and stopped in the reverse order. */
export async function startApp({
  log,
  metrics = unwatched,
  alsoConnect,
  samplePorts,
  wrap = asItIs,
  ...given
}: AppOptions): Promise<App> {
  // What lies there is the team's own: source, logs, who asked for what.
  await mkdir(given.config.dataDir, { recursive: true, mode: OWNER_ONLY })
  const userAgents = await ownAgents(given.config)
  const config = await withServices(given.config, samplePorts)
  const redact = createRedactor(config.secrets.map((secret) => secret.reveal()))
  const catalog = catalogFrom(config)
  const understand = createUnderstanding(catalog, ownExamplesFrom(config))
  const opened = await openStore(config, log)
  const closers: (() => Promise<void>)[] = [() => opened.store.close()]
  const closeAll = async (): Promise<void> => {
    for (const close of closers.toReversed()) await close()
  }
  try {
    const queue = await openQueue(config, opened, log)
    closers.push(() => queue.close(WORK_ENDS_WITHIN_MS))
    const bus = await openBus(config, opened, log)
    closers.push(() => bus.close())
    const delivery = createLocalDelivery({
      folder: config.dataDir,
      publicHost: config.publicHost,
      services: config.services,
      redact,
      log: (line) => log.info(line),
    })
    await delivery.start()
    closers.push(() => delivery.close())
    const store = wrap('store', opened.store)
    const account = createAccountOfCalls({ store, metrics, tokens: tokenCounter(config), clock: systemClock, log })
    closers.push(() => account.settled())
    const models = createModels(config, account, metrics)
    const prompts = promptEncoder({ input: config.notation.input, redact })
    const bot = await startBot({
      store,
      outbox: wrap('outbox', opened.outbox),
      queue: wrap('queue', queue),
      bus,
      registry: opened.registry,
      self: selfFrom(config),
      delivery: wrap('delivery', delivery),
      clock: systemClock,
      catalog,
      understand,
      ...(models.conversation && {
        reader: createModelReader({
          model: models.conversation,
          catalog,
          slotsOf: intentNamed,
          clock: systemClock,
          redact,
          log,
          prompts,
        }),
      }),
      ...(config.notation.output && { writeTable: encode }),
      effectOf,
      settings: settingsFrom(config),
      models,
      prompts,
      userAgents,
      timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
      policy: policyFrom(config.access, config.slack !== undefined || config.discord !== undefined),
      workflows: readWorkflows(),
      redact,
      log,
      concurrency: config.worker.concurrency,
      connect: async (inbox) => wrap('platforms', await connectAll(config, inbox, log, alsoConnect)),
    })
    closers.push(() => bot.stop())
    return { bot, store, queue, registry: opened.registry, stop: closeAll }
  } catch (error) {
    await closeAll()
    throw error
  }
}

/** A team's own agents. @throws {ConfigProblemsError} with everything that is wrong with their files. */
async function ownAgents({ agents: { folder } }: Config): Promise<readonly UserAgent[]> {
  const { agents, problems } = await loadAgents(
    folder,
    SHIPPED_AGENTS.map(({ name }) => name),
  )
  if (problems.length > 0) throw new ConfigProblemsError(problems.map(describeProblem))
  return agents
}

const asItIs: NonNullable<AppOptions['wrap']> = (_, part) => part

/** Words people use for the sample service, which no configuration names. */
const SAMPLE_ALIASES = ['mail', 'mail service', 'bm'] as const

/** Where no service is declared, the sample one is. */
async function withServices(config: Config, ports: AppOptions['samplePorts']): Promise<Config & Served> {
  if (config.services) return { ...config, services: config.services }
  const sample = await prepareSampleService(config.dataDir, ports)
  return { ...config, services: [{ ...sample, aliases: SAMPLE_ALIASES, description: undefined }] }
}

interface Served {
  readonly services: NonNullable<Config['services']>
}

function openStore({ store, dataDir }: Config, log: Logger): Promise<OpenStore<ShipmateEvent>> {
  switch (store.kind) {
    case 'embedded':
      return openEmbeddedStore({ folder: dataDir, projections })
    case 'memory':
      log.warn('store: memory. Everything is forgotten when this process ends.')
      return openEmbeddedStore({ folder: 'memory', projections })
    case 'postgres':
      return openPostgresStore({
        url: store.url.reveal(),
        projections,
        onError: (error) => log.warn({ err: error }, 'a database connection broke; it is replaced'),
      })
  }
}

function openQueue({ queue, store }: Config, { pool }: OpenStore<ShipmateEvent>, log: Logger): Promise<JobQueue> {
  const onError = (error: Error): void => log.warn({ err: error }, 'the job queue met a fault')
  switch (queue.kind) {
    case 'redis':
      return createBullQueue({ on: { kind: 'redis', url: queue.url.reveal() }, onError })
    case 'store':
      return createBullQueue({ on: { kind: 'database', pool, onlyProcess: store.kind !== 'postgres' }, onError })
  }
}

/** Where tokenizers are not wanted or not installed, their counts are estimated. */
function tokenCounter({ notation }: Config): TokenCounter {
  return notation.counting === 'tokenizer' ? orEstimated(createInstalledTokenizers()) : estimatedTokens
}

/** Where the jobs are, since whoever shares those is to hear of them; within one process it needs no database. */
async function openBus({ queue, store }: Config, { pool }: OpenStore<ShipmateEvent>, log: Logger): Promise<Bus> {
  const onError = (error: unknown): void => log.warn({ err: error }, 'the message bus met a fault')
  if (queue.kind === 'redis') return createRelayBus({ on: { kind: 'redis', url: queue.url.reveal() }, onError })
  if (store.kind === 'postgres') return createRelayBus({ on: { kind: 'database', pool }, onError })
  return createMemoryBus(onError)
}

function selfFrom({ worker, models }: Config): WorkerSelf {
  const host = hostname()
  return {
    id: randomUUID(),
    name: worker.name ?? host,
    host,
    pid: process.pid,
    capabilities: worker.capabilities,
    models: models.decision.map(({ provider, model }) => `${provider}/${model}`),
  }
}

/** The platforms' own libraries are loaded where they are used: discord.js alone takes 60 MB and a fifth of a second. */
const toSlack = async (...given: Parameters<typeof connectSlack>): Promise<ConnectedChat> => {
  const slack = await import('../adapters/chat/slack/connect-slack.ts')
  return slack.connectSlack(...given)
}
const toDiscord = async (...given: Parameters<typeof connectDiscord>): Promise<ConnectedChat> => {
  const discord = await import('../adapters/chat/discord/connect-discord.ts')
  return discord.connectDiscord(...given)
}

async function connectAll(
  { slack, discord }: Config,
  inbox: Inbox,
  log: Logger,
  alsoConnect: AppOptions['alsoConnect'],
): Promise<readonly ConnectedChat[]> {
  const patiently = (name: string, connect: () => Promise<ConnectedChat>): Promise<ConnectedChat> =>
    connectPatiently({ name, connect, clock: systemClock, log })
  const connected = await Promise.all([
    ...(slack ? [patiently('slack', () => toSlack(slackSettings(slack), inbox, log))] : []),
    ...(discord ? [patiently('discord', () => toDiscord(discordSettings(discord), inbox, log))] : []),
  ])
  return alsoConnect ? [...connected, alsoConnect(inbox)] : connected
}

function slackSettings({ botToken, connection, apiUrl }: SlackConfig): Parameters<typeof connectSlack>[0] {
  const api = apiUrl === undefined ? {} : { apiUrl }
  switch (connection.kind) {
    case 'socket':
      return { botToken: botToken.reveal(), appToken: connection.appToken.reveal(), ...api }
    case 'http': {
      const { signingSecret, host, port } = connection
      return { botToken: botToken.reveal(), signingSecret: signingSecret.reveal(), host, port, ...api }
    }
  }
}

function discordSettings({ token, apiUrl }: DiscordConfig): Parameters<typeof connectDiscord>[0] {
  return { token: token.reveal(), ...(apiUrl !== undefined && { apiUrl }) }
}
