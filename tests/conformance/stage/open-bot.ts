import { pino } from 'pino'
import { createMemoryBus } from '../../../adapters/bus/memory-bus.ts'
import { createMemoryRegistry } from '../../../adapters/registry/memory-registry.ts'
import { createGates, type Gates } from '../../../adapters/rehearsal/gates.ts'
import { createOutages, type Outages } from '../../../adapters/rehearsal/outages.ts'
import { startLifetime } from '../../../adapters/rehearsal/process-lifetime.ts'
import { createRehearsalDelivery, type RehearsalDelivery } from '../../../adapters/rehearsal/rehearsal-delivery.ts'
import { createScriptedCi } from '../../../adapters/rehearsal/scripted-ci.ts'
import { createScriptedWorld } from '../../../adapters/rehearsal/scripted-commands.ts'
import type { ServiceScript } from '../../../adapters/rehearsal/service-script.ts'
import type { Config } from '../../../config/config.ts'
import { readWorkflow } from '../../../config/workflow-files/read-workflow.ts'
import { readWorkflows } from '../../../config/workflows.ts'
import { effectOf } from '../../../intents/catalog.ts'
import { inTimeZone } from '../../../intents/in-time-zone.ts'
import { createLanguageOf } from '../../../intents/language-of.ts'
import { ASKING_WORDS } from '../../../intents/languages.ts'
import { createRequestReader } from '../../../intents/read-request.ts'
import { withInputs, withPhrases } from '../../../intents/with-phrases.ts'
import { policyFrom } from '../../../src/access/default-policy.ts'
import { type Bot, startBot } from '../../../src/app/bot.ts'
import { bringAbout } from '../../../src/app/commands/rehearse/bring-about.ts'
import { createRehearsalStore } from '../../../src/app/commands/rehearse/rehearsal-store.ts'
import type { Transcript } from '../../../src/app/commands/rehearse/transcript.ts'
import { USUAL_REPOSITORY } from '../../../src/app/commands/rehearse/transcript-repository.ts'
import { understandingOf } from '../../../src/app/commands/rehearse/understanding-of-names.ts'
import { catalogFrom, settingsFrom } from '../../../src/app/wiring/configured.ts'
import { followLinkedPeople } from '../../../src/app/wiring/linked-people.ts'
import { namesIn } from '../../../src/app/wiring/own-workflows.ts'
import { createRedactor } from '../../../src/domain/redact.ts'
import type { Settings } from '../../../src/domain/settings.ts'
import type { WorkflowDefinition } from '../../../src/domain/workflows/definition.ts'
import { promptEncoder } from '../../../src/llm/prompt-encoder.ts'
import { consoleLogins } from '../../../src/logins/console-logins.ts'
import { linksOfPeople } from '../../../src/logins/person-links.ts'
import type { ConnectedChat, Inbox } from '../../../src/ports/chat-platform.ts'
import { createFastClock, type FastClock } from './fast-clock.ts'
import { createRunningQueue } from './running-queue.ts'

/** What lies behind the bot in one scenario. */
export interface World {
  readonly config: Config
  /** What is special of the repository of a service. */
  readonly repositories?: Readonly<Record<string, Partial<ServiceScript>>>
  /** Versions that went live before, the newest last: `{ payments: { production: ['v1.0.0'] } }`. */
  readonly live?: Transcript['live']
  /** Workflows of the team's own, as in their files. */
  readonly workflows?: Readonly<Record<string, unknown>>
}

/** The whole bot of one scenario: the real one, with what it works on simulated as in rehearsals. */
export interface StagedBot {
  readonly clock: FastClock
  readonly delivery: RehearsalDelivery
  readonly gates: Gates
  readonly outages: Outages
  readonly settings: Settings
  bot(): Bot
  /** Stops it in good order, and starts it again on what it has kept. `meanwhile` happens while it is away. */
  restart(meanwhile?: () => Promise<void>): Promise<void>
  /** The same after it was killed: nothing that it was doing comes to an end. */
  kill(): Promise<void>
  /** How many events of a type the scenario has brought into the log. */
  count(type: string): Promise<number>
  close(): Promise<void>
}

export type ConnectChats = (
  inbox: Inbox,
  settings: Settings,
  delivery: RehearsalDelivery,
) => Promise<readonly ConnectedChat[]>

/** A Monday morning, on which nothing is frozen and nobody is asleep. */
const STARTS_AT = new Date('2026-03-02T09:00:00Z')
const A_DAY_MS = 24 * 60 * 60 * 1_000
const silent = pino({ level: process.env.CONFORMANCE_LOG ?? 'silent' })

export async function openBot(
  { config, repositories = {}, live = {}, workflows = {} }: World,
  connect: ConnectChats,
): Promise<StagedBot> {
  const clock = createFastClock(new Date(STARTS_AT.getTime() - A_DAY_MS))
  const gates = createGates()
  const outages = createOutages()
  const opened = createRehearsalStore()
  const services = Object.fromEntries(
    (config.services ?? []).map(({ id }) => [id, { ...USUAL_REPOSITORY, ...repositories[id] }]),
  )
  const delivery = createRehearsalDelivery({ services, clock, gates })
  const registry = createMemoryRegistry(clock)
  await bringAbout(live, { store: opened.store, delivery, clock })
  clock.pass(A_DAY_MS)

  const own = ownWorkflows(config, workflows)
  const settings = settingsFrom(config, own)
  const catalog = catalogFrom(config, own)
  const redact = createRedactor([])
  let lives = 0

  async function start() {
    const life = startLifetime()
    const store = life.bind(outages.over(opened.store))
    const people = await followLinkedPeople(
      { store: opened.store, clock, onError: () => undefined },
      settings.people ?? [],
    )
    const scripted = createScriptedWorld({ commands: [], addresses: [] }, gates)
    const bot = await startBot({
      store,
      outbox: life.bind(outages.over(opened.outbox)),
      queue: life.bind(createRunningQueue()),
      bus: life.bind(createMemoryBus(() => undefined)),
      registry: life.bind(outages.over(registry)),
      self: {
        id: `life-${++lives}`,
        name: 'shipmate',
        host: 'here',
        pid: lives,
        capabilities: config.worker.capabilities,
        models: [],
      },
      delivery: life.bind(delivery),
      clock,
      catalog,
      understand: inTimeZone(withPhrases(understandingOf(catalog, config), catalog, own), config.gates.timeZone),
      languageOf: createLanguageOf(catalog),
      asking: ASKING_WORDS,
      readRequest: withInputs(createRequestReader(catalog)),
      effectOf,
      settings: {
        ...settings,
        get people() {
          return people.known()
        },
      },
      models: { conversation: undefined, decision: undefined, summary: undefined },
      prompts: promptEncoder({ input: false, redact }),
      commands: life.bind(scripted),
      http: life.bind(scripted),
      ci: life.bind(createScriptedCi({}, clock, () => undefined)),
      ciBuild: () => undefined,
      workflowSecrets: {},
      timeZone: 'UTC',
      customAgents: [],
      remediations: config.drift.remediations,
      policy: policyFrom(config.access, true),
      workflows: readWorkflows(),
      freshPeople: people.fresh,
      accounts: {
        logins: consoleLogins({ store: opened.store, clock }),
        links: linksOfPeople({ store: opened.store, clock }),
        http: config.http,
      },
      redact,
      log: silent,
      concurrency: 4,
      connect: async (inbox) => {
        const chats = await connect(inbox, settings, delivery)
        return chats
      },
    })
    return { life, people, bot }
  }

  const before = await opened.store.newestPosition()
  let running = await start()
  const stop = async (): Promise<void> => {
    running.people.stop()
    await running.bot.stop()
  }
  return {
    clock,
    delivery,
    gates,
    outages,
    settings,
    bot: () => running.bot,
    async restart(meanwhile = async () => undefined) {
      await stop()
      await meanwhile()
      await opened.reopen()
      running = await start()
    },
    async kill() {
      running.life.kill()
      gates.reset()
      await Promise.all(running.bot.platforms.map((chat) => chat.stop()))
      await opened.reopen()
      running = await start()
    },
    async count(type) {
      const events = await opened.store.readAll(before, 10_000)
      return events.filter(({ body }) => body.type === type).length
    },
    async close() {
      await stop()
      await opened.store.close()
    },
  }
}

function ownWorkflows(config: Config, workflows: NonNullable<World['workflows']>): readonly WorkflowDefinition[] {
  return Object.entries(workflows).map(([id, value]) => {
    const reading = readWorkflow({ value, problems: [], locate: () => ({}) }, id, namesIn(config, []))
    if (reading.kind === 'problems') throw new Error(reading.problems.map(({ problem }) => problem).join())
    return reading.definition
  })
}
