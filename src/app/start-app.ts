import { mkdir } from 'node:fs/promises'
import type { Logger } from 'pino'
import { type ClosableChartPainter, createChartPainter } from '../../adapters/charts/chart-painter.ts'
import { connectWeb } from '../../adapters/chat/web/web-chat.ts'
import type { ApiBehind } from '../../adapters/http/api/behind.ts'
import { createHttpCaller } from '../../adapters/http/http-caller.ts'
import type { Config } from '../../config/config.ts'
import { readWorkflows } from '../../config/workflows.ts'
import { effectOf, intentNamed, intents } from '../../intents/catalog.ts'
import { inTimeZone } from '../../intents/in-time-zone.ts'
import { createLanguageOf } from '../../intents/language-of.ts'
import { ASKING_WORDS } from '../../intents/languages.ts'
import { createRequestReader } from '../../intents/read-request.ts'
import { createUnderstanding } from '../../intents/understand.ts'
import { withInputs, withPhrases } from '../../intents/with-phrases.ts'
import { encode } from '../../notation/encode/encode.ts'
import { policyFrom } from '../access/default-policy.ts'
import { slashCommands } from '../capabilities/slash-commands.ts'
import type { ShipmateEvent } from '../domain/events.ts'
import { createRedactor } from '../domain/redact.ts'
import type { Settings } from '../domain/settings.ts'
import { consoleLogins } from '../logins/console-logins.ts'
import { linksOfPeople } from '../logins/person-links.ts'
import { startAuditHead } from '../monitors/audit-head.ts'
import { type OwnHealth, startOwnHealth } from '../monitors/own-health.ts'
import { withRestingModels } from '../monitors/resting-models.ts'
import type { ConnectedChat, Inbox } from '../ports/chat-platform.ts'
import { systemClock } from '../ports/clock.ts'
import type { Delivery } from '../ports/delivery.ts'
import type { Store } from '../ports/event-store.ts'
import type { JobQueue } from '../ports/job-queue.ts'
import { type Metrics, noopMetrics } from '../ports/metrics.ts'
import type { Outbox } from '../ports/outbox.ts'
import type { WebConversation } from '../ports/web-conversation.ts'
import type { WorkerRegistry } from '../ports/worker-registry.ts'
import { placeReleasesIn } from '../queries/place-releases.ts'
import { type Bot, startBot } from './bot.ts'
import { apiBehind } from './wiring/api-behind.ts'
import { chatSpeech } from './wiring/chat-speech.ts'
import { connectChats } from './wiring/chats.ts'
import { ciBuildsOf, ciRunnerFor } from './wiring/ci.ts'
import { commandsFor } from './wiring/commands.ts'
import { catalogFrom, ownExamplesFrom, secretsOf, settingsFrom } from './wiring/configured.ts'
import { deliveryFor } from './wiring/delivery.ts'
import { devicesOf } from './wiring/devices.ts'
import { dailyRetention } from './wiring/forgetting.ts'
import { isolationOf } from './wiring/isolation.ts'
import { createLanguage } from './wiring/language.ts'
import { followLinkedPeople } from './wiring/linked-people.ts'
import { openLogSocket } from './wiring/log-socket.ts'
import { notObserving, type Observing } from './wiring/observing.ts'
import { sendWebhooks } from './wiring/outgoing-webhooks.ts'
import { outsideToolsOf } from './wiring/outside-tools.ts'
import { ownAgents } from './wiring/own-agents.ts'
import { ownWorkflows } from './wiring/own-workflows.ts'
import { releasesInLog } from './wiring/pruning.ts'
import { settleIfRestored } from './wiring/restored.ts'
import { type SamplePorts, withServices } from './wiring/services.ts'
import { openBus, openQueue, openStore } from './wiring/store-and-queue.ts'
import { thisProcess } from './wiring/this-process.ts'
import { tracedStore } from './wiring/traced-store.ts'

/** What runs, and how to end it. */
export interface App {
  readonly bot: Bot
  readonly store: Store<ShipmateEvent>
  readonly queue: JobQueue
  readonly registry: WorkerRegistry
  /** The conversation for those who show a token. */
  readonly api: ApiBehind
  readonly ownHealth: OwnHealth
  /** Takes nothing new in, gives work in progress a moment, and closes everything. Deployed services keep running. */
  stop(): Promise<void>
}

/** The outside as the configuration asks for it; a test may put a part of its own in place of one. */
export interface Outside {
  readonly store: Store<ShipmateEvent>
  readonly outbox: Outbox
  readonly queue: JobQueue
  readonly delivery: Delivery
  readonly platforms: readonly ConnectedChat[]
  readonly painter: ClosableChartPainter
}

export interface AppOptions {
  readonly config: Config
  readonly log: Logger
  /** Where figures go. Left out: nowhere. */
  readonly metrics?: Metrics
  /** What shows where time goes. Left out: nothing. */
  readonly observing?: Observing
  /** Connects a chat besides the configured ones, such as the terminal. */
  readonly alsoConnect?: (inbox: Inbox) => ConnectedChat
  /** Ports of the sample service, where the usual ones are taken. */
  readonly samplePorts?: SamplePorts
  /** Looks at, or stands in for, the parts between the core and the outside: what a test of faults needs. */
  readonly wrap?: <Part extends keyof Outside>(name: Part, part: Outside[Part]) => Outside[Part]
}

const OWNER_ONLY = 0o700

/** A deployment that is in progress at a stop resumes after the next start; this is only for work about to end. */
const WORK_ENDS_WITHIN_MS = 3_000

/** The composition root: every concrete part is chosen here, started in order, and stopped in the reverse order. */
export async function startApp({
  log,
  metrics = noopMetrics,
  observing = notObserving,
  alsoConnect,
  samplePorts,
  wrap = (_, part) => part,
  ...given
}: AppOptions): Promise<App> {
  // What lies there is the team's own: source, logs, who asked for what.
  await mkdir(given.config.dataDir, { recursive: true, mode: OWNER_ONLY })
  const customAgents = await ownAgents(given.config)
  // git makes the sample service's repository while the database opens.
  const withItsServices = withServices(given.config, samplePorts)
  withItsServices.catch(ignore)
  const opened = await openStore(given.config, log)
  const closers: (() => Promise<void>)[] = [() => opened.store.close()]
  const closeAll = async (): Promise<void> => {
    for (const close of closers.toReversed()) await close()
  }
  try {
    const config = await withItsServices
    for (const notice of config.notices) log.warn(notice)
    await settleIfRestored(opened, log)
    closers.push(await openLogSocket(config, opened, log))
    const redact = createRedactor(config.secrets.map((secret) => secret.reveal()))
    const devices = config.inventory && devicesOf(config.inventory)
    const workflows = ownWorkflows(
      config,
      customAgents.map(({ agent }) => agent.name),
    )
    const catalog = catalogFrom(config, workflows, devices)
    const isolation = isolationOf(config, log)
    const delivery = deliveryFor({
      folder: config.dataDir,
      publicHost: config.publicHost,
      trustedProxies: config.trustedProxies,
      services: config.services,
      devices,
      ...isolation,
      redact,
      newestPosition: () => opened.store.newestPosition(),
      neededReleases: (service) => releasesInLog(opened.store, service),
      placeReleases: placeReleasesIn(opened.store),
      log: (line) => log.info(line),
    })
    // The local host starts in a process of its own while this one opens the queue and learns its examples.
    const delivering = delivery.start()
    delivering.catch(ignore)
    closers.push(() => delivering.catch(ignore).then(() => delivery.close()))
    const { tracing } = observing
    const queue = await openQueue(config, opened, log, observing.queueTelemetry)
    closers.push(() => queue.close(WORK_ENDS_WITHIN_MS))
    const bus = await openBus(config, opened, log)
    closers.push(() => bus.close())
    const understand = inTimeZone(
      withPhrases(createUnderstanding(catalog, ownExamplesFrom(config)), catalog, workflows),
      config.gates.timeZone,
    )
    await delivering
    const store = tracedStore(wrap('store', opened.store), tracing)
    const { restingModels, ...measured } = withRestingModels(metrics)
    const { account, ...language } = createLanguage({ config, store, catalog, ...measured, tracing, redact, log })
    closers.push(() => account.settled())
    const policy = policyFrom(config.access, config.slack !== undefined || config.discord !== undefined)
    const configured = settingsFrom(config, workflows)
    const people = await followLinkedPeople(
      { store, clock: systemClock, onError: (error) => log.warn({ err: error }, 'linked accounts cannot be read') },
      configured.people ?? [],
    )
    closers.push(async () => people.stop())
    const settings: Settings = {
      ...configured,
      get people() {
        return people.known()
      },
    }
    const builtIn = readWorkflows()
    const reached = wrap('delivery', delivery)
    const outside = outsideToolsOf(config, log)
    closers.push(() => outside.close())
    const languageOf = createLanguageOf(catalog)
    const web = Promise.withResolvers<WebConversation>()
    web.promise.catch(ignore)
    const painter = wrap('painter', createChartPainter())
    closers.push(async () => painter.close())
    const bot = await startBot({
      store,
      metrics,
      outbox: wrap('outbox', opened.outbox),
      queue: wrap('queue', queue),
      bus,
      registry: opened.registry,
      self: thisProcess(config),
      delivery: reached,
      clock: systemClock,
      catalog,
      understand,
      languageOf,
      asking: ASKING_WORDS,
      readRequest: withInputs(createRequestReader(catalog)),
      ...language,
      ...(config.notation.output && { writeTable: encode }),
      effectOf,
      settings,
      commands: commandsFor({ dataFolder: config.dataDir, ...isolation, redact }),
      http: createHttpCaller(),
      ci: ciRunnerFor(config),
      ciBuild: ciBuildsOf(config),
      workflowSecrets: secretsOf(config),
      customAgents,
      devices,
      remediations: config.drift.remediations,
      proposalChannel: config.mcp.channel,
      outside,
      timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
      policy,
      workflows: builtIn,
      freshPeople: people.fresh,
      accounts: {
        logins: consoleLogins({ store, clock: systemClock }),
        links: linksOfPeople({ store, clock: systemClock }),
        http: config.http,
      },
      redact,
      tracing,
      log,
      concurrency: config.worker.concurrency,
      async connect(inbox) {
        const commands = slashCommands(settings, delivery)
        const speech = chatSpeech(languageOf, config.language)
        const { installations } = opened
        const chats = await connectChats(config, {
          ...{ inbox, redact, speech, commands, installations, painter, log },
        })
        const { chat, conversation } = connectWeb(
          {
            ...{ sessions: opened.sessions, bus, clock: systemClock, redact },
            onError: (error) => log.warn({ err: error }, 'the message bus failed'),
          },
          inbox,
        )
        web.resolve(conversation)
        return wrap('platforms', [...chats, chat, ...(alsoConnect ? [alsoConnect(inbox)] : [])])
      },
    })
    closers.push(() => bot.stop())
    const auditHead = startAuditHead({
      audit: opened.audit,
      clock: systemClock,
      keep: ({ position, hash }) => log.info({ position, hash }, 'audit head'),
      onError: (error) => log.warn({ err: error }, 'the audit head cannot be read'),
    })
    closers.push(() => auditHead.stop())
    const webhooks = sendWebhooks(config, { log: store, audit: opened.audit, outbox: opened.webhooks, redact }, log)
    closers.push(() => webhooks.stop())
    const retention = dailyRetention(config, opened, log)
    closers.push(async () => retention?.stop())
    const ownHealth = startOwnHealth({
      ...{ store, queue, registry: opened.registry, chats: bot.platforms, workflows: builtIn, restingModels },
      ...{ metrics, clock: systemClock },
      onAlert: ({ sentence, remedy, ...alert }, state) =>
        log.warn({ ...alert, sentence, remedy }, state === 'raised' ? 'an alert was raised' : 'an alert is over'),
      onError: (error) => log.error({ err: error }, 'the bot cannot look at itself'),
    })
    closers.push(() => ownHealth.stop())
    const api = apiBehind({
      http: config.http,
      roles: policy.roles.map(({ name }) => name),
      ...{ store, delivery: reached, clock: systemClock, settings, effectOf, redact, workflows: builtIn },
      ...{ permissions: bot.permissions, registry: opened.registry, auditLog: opened.audit },
      alerts: ownHealth.alerts,
      ...{ answers: bot.answers, conversation: await web.promise, intents: [...intents.keys()], slotsOf: intentNamed },
      onFault: (error, tool) => log.error({ err: error, tool }, 'a tool of an assistant failed'),
      onSignInRefused: (error) => log.warn({ err: error }, 'nobody was signed in by the provider'),
    })
    return { bot, store, queue, registry: opened.registry, api, ownHealth, stop: closeAll }
  } catch (error) {
    await closeAll()
    throw error
  }
}

/** Whoever awaits the same promise hears of its fault. */
function ignore(): void {}
