import { setImmediate as nextTurn } from 'node:timers/promises'
import type { Logger } from 'pino'
import { createMemoryBus } from '../../../../adapters/bus/memory-bus.ts'
import { createRingTarget } from '../../../../adapters/deploy/inventory/ring-target.ts'
import { createMemoryRegistry } from '../../../../adapters/registry/memory-registry.ts'
import { createFleet, type Fleet } from '../../../../adapters/rehearsal/fleet.ts'
import { createGates, type Gates } from '../../../../adapters/rehearsal/gates.ts'
import { createHandClock, type HandClock } from '../../../../adapters/rehearsal/hand-clock.ts'
import { createOutages, type Outages } from '../../../../adapters/rehearsal/outages.ts'
import { createPlatform, type Platform } from '../../../../adapters/rehearsal/platform.ts'
import type { ProcessLifetime } from '../../../../adapters/rehearsal/process-lifetime.ts'
import { createRehearsalDelivery, type RehearsalDelivery } from '../../../../adapters/rehearsal/rehearsal-delivery.ts'
import { withRings } from '../../../../adapters/rehearsal/rehearsal-rings.ts'
import { createScriptedCi, type ScriptedCi } from '../../../../adapters/rehearsal/scripted-ci.ts'
import { createScriptedWorld, type ScriptedWorld } from '../../../../adapters/rehearsal/scripted-commands.ts'
import type { TimelineEntry } from '../../../../adapters/rehearsal/timeline-entry.ts'
import type { Config } from '../../../../config/config.ts'
import { readWorkflows } from '../../../../config/workflows.ts'
import { effectOf } from '../../../../intents/catalog.ts'
import { inTimeZone } from '../../../../intents/in-time-zone.ts'
import { createLanguageOf } from '../../../../intents/language-of.ts'
import { ASKING_WORDS } from '../../../../intents/languages.ts'
import { createRequestReader } from '../../../../intents/read-request.ts'
import { withInputs, withPhrases } from '../../../../intents/with-phrases.ts'
import { platformOf } from '../../../domain/ids.ts'
import { createRedactor } from '../../../domain/redact.ts'
import type { StepKind } from '../../../domain/workflow.ts'
import { type CountedModel, countedModel } from '../../../llm/counted-model.ts'
import { promptEncoder } from '../../../llm/prompt-encoder.ts'
import type { Bus } from '../../../ports/bus.ts'
import type { LanguageModel } from '../../../ports/language-model.ts'
import type { WorkerRegistry } from '../../../ports/worker-registry.ts'
import type { BotParts } from '../../bot.ts'
import { ciBuildsOf } from '../../wiring/ci.ts'
import { catalogFrom, secretsOf, settingsFrom } from '../../wiring/configured.ts'
import { type Devices, devicesOf } from '../../wiring/devices.ts'
import { type BotProcess, createBotProcess } from './bot-process.ts'
import { bringAbout } from './bring-about.ts'
import { type Cast, createCast } from './cast.ts'
import type { Script } from './read-transcript.ts'
import type { RehearsalStore } from './rehearsal-store.ts'
import { readerWith, scriptedModel } from './scripted-models.ts'
import type { Transcript } from './transcript.ts'
import { USUAL_REPOSITORY } from './transcript-repository.ts'
import { understandingOf } from './understanding-of-names.ts'

/** A world that is all in hand: time, people, the platforms, the database, repositories and environments. */
interface World {
  readonly bus: Bus
  readonly cast: Cast
  readonly clock: HandClock
  readonly delivery: RehearsalDelivery
  readonly gates: Gates
  /** Left out where the configuration names no inventory. */
  readonly devices: Devices | undefined
  readonly fleet: Fleet | undefined
  readonly outages: Outages
  readonly platforms: ReadonlyMap<string, Platform>
  readonly registry: WorkerRegistry
  /** What workflows run and ask. */
  readonly scripted: ScriptedWorld
  readonly ci: ScriptedCi
  readonly store: RehearsalStore['store']
  /** Everything that could be seen so far. */
  readonly happenings: TimelineEntry[]
}

/** The real bot in such a world. */
export interface Simulation extends World {
  readonly process: BotProcess
  /** Starts the process again, on the data its last life has left; it now takes these kinds of steps. */
  restart(takes?: readonly StepKind[]): Promise<void>
  /** Lets time pass, and everything happen that then is to happen. */
  pass(ms: number): Promise<void>
  close(): Promise<void>
}

/** What is live before the first step went live a day before. */
const DAY_MS = 24 * 60 * 60 * 1000
/** Edits of a message are 1.5 s apart; after this nothing is left to be shown. */
export const UNTIL_SHOWN_MS = 2_000
const CONCURRENCY = 4

export interface SimulationOptions {
  /** In place of the model that the transcript scripts. */
  readonly model?: LanguageModel
  /** Secrets that a configuration would hold. */
  readonly secrets?: readonly string[]
  /** Changes what the bot works with: to see what would come of it. */
  readonly alter?: (parts: BotParts) => BotParts
}

/** Sets the stage, brings about what is live before the first step, and starts the bot. */
export async function openSimulation(
  script: Script,
  opened: RehearsalStore,
  log: Logger,
  { model, secrets = [], alter = (parts) => parts }: SimulationOptions = {},
): Promise<Simulation> {
  const { transcript, config } = script
  const world = createWorld(transcript, config, opened, log)
  const { clock, gates, happenings, outages, store } = world
  let capabilities = config.worker.capabilities
  let lives = 0
  // A new one for each life: whoever died while it waited for a model is no work in hand any more.
  let judging: CountedModel | undefined
  const held = (): number => gates.held + (judging?.waiting ?? 0)
  const redact = createRedactor(secrets)
  const process = createBotProcess(gates, held, (life, queue) => {
    const asked = model ?? (transcript.model && scriptedModel(transcript.model, clock))
    judging = transcript.agentModel && countedModel(scriptedModel(transcript.agentModel, clock))
    const bound = judging && life.bind(judging)
    return alter({
      ...partsOf(world, script, life),
      self: {
        id: `life-${++lives}`,
        name: 'shipmate',
        host: 'here',
        pid: lives,
        capabilities,
        models: transcript.model ? [`ollama/${transcript.model.name}`] : [],
      },
      outbox: life.bind(outages.over(opened.outbox)),
      queue,
      models: { conversation: asked && life.bind(asked), decision: bound, summary: bound },
      ...(asked && { reader: life.bind(readerWith(asked, config, clock, redact, log)) }),
      prompts: promptEncoder({ input: true, redact }),
      redact,
      log,
    })
  })
  const settle = createSettle(world, process)
  const stage: Simulation = {
    ...world,
    process,
    async restart(takes = capabilities) {
      capabilities = takes
      process.kill()
      await opened.reopen()
      await process.start()
    },
    async pass(ms) {
      const until = new Date(clock.now().getTime() + ms)
      await settle()
      for (let next = clock.next(); next && next <= until; next = clock.next()) {
        clock.moveTo(next)
        await settle()
      }
      clock.moveTo(until)
    },
    async close() {
      process.kill()
      await store.close()
    },
  }
  await bringAbout(transcript.live, world)
  clock.moveTo(transcript.startsAt)
  await process.start()
  await stage.pass(UNTIL_SHOWN_MS)
  happenings.length = 0
  return stage
}

function createWorld(
  { people, groupNames, windows, repositories, codeHosts, startsAt, commands, addresses, devices, ci }: Transcript,
  config: Config,
  { store }: RehearsalStore,
  log: Logger,
): World {
  const cast = createCast({ people, groupNames }, config)
  const clock = createHandClock(new Date(startsAt.getTime() - DAY_MS))
  const gates = createGates()
  const happenings: TimelineEntry[] = []
  const services = Object.fromEntries(
    settingsFrom(config).services.map(({ id }) => [
      id,
      { ...(repositories[id] ?? USUAL_REPOSITORY), codeHost: codeHosts[id] },
    ]),
  )
  const fleet = config.inventory && createFleet(devices, clock)
  const watched = config.inventory && fleet && devicesOf(config.inventory, fleet.fetch)
  const rings = new Set(config.environments.filter(({ ring }) => ring).map(({ id }) => id))
  const repositoriesOf = createRehearsalDelivery({ services, clock, gates })
  const delivery =
    fleet && watched
      ? withRings(repositoriesOf, createRingTarget({ ...watched, clock }), fleet, (id) => rings.has(id))
      : repositoriesOf
  const names = new Set(['slack', ...Object.keys(people).map((name) => platformOf(cast.idOf(name)))])
  const platforms = [...names].map((name) => createPlatform(name, cast, windows, (what) => happenings.push(what)))
  const scripted = createScriptedWorld(
    {
      commands: Object.entries(commands).map(([command, ends]) => ({ command, ends })),
      addresses: Object.entries(addresses).map(([url, answers]) => ({ url, answers })),
    },
    gates,
  )
  return {
    bus: createMemoryBus((error) => log.error({ err: error }, 'a listener failed')),
    cast,
    clock,
    delivery,
    devices: watched,
    fleet,
    gates,
    outages: createOutages(),
    registry: createMemoryRegistry(clock),
    scripted,
    ci: createScriptedCi(ci, clock, (words) => scripted.done.push(words)),
    platforms: new Map(platforms.map((platform) => [platform.name, platform])),
    store,
    happenings,
  }
}

/** Kept across lives, or created in the same way for each. */
type UsualParts = Omit<BotParts, 'outbox' | 'queue' | 'self' | 'models' | 'prompts' | 'redact' | 'log'>

function partsOf(world: World, { config, workflows: own }: Script, life: ProcessLifetime): UsualParts {
  const { bus, cast, clock, delivery, devices, outages, platforms, registry, scripted, store, ci } = world
  const catalog = catalogFrom(config, own, devices)
  const settings = settingsFrom(config, own)
  return {
    store: life.bind(outages.over(store)),
    bus: life.bind(bus),
    registry: life.bind(outages.over(registry)),
    delivery: life.bind(delivery),
    ...(devices && { devices: { ...devices, inventory: life.bind(devices.inventory) } }),
    clock,
    catalog,
    understand: inTimeZone(withPhrases(understandingOf(catalog, config), catalog, own), config.gates.timeZone),
    languageOf: createLanguageOf(catalog),
    asking: ASKING_WORDS,
    readRequest: withInputs(createRequestReader(catalog)),
    effectOf,
    settings,
    commands: life.bind(scripted),
    http: life.bind(scripted),
    ci: life.bind(ci),
    ciBuild: ciBuildsOf(config),
    workflowSecrets: secretsOf(config),
    timeZone: 'UTC',
    customAgents: [],
    remediations: config.drift.remediations,
    policy: cast.policy,
    workflows: readWorkflows(),
    concurrency: CONCURRENCY,
    connect: async (inbox) => [...platforms.values()].map((platform) => life.bind(platform.connect(inbox))),
  }
}

/** Runs until nothing more can happen now: a whole round has asked nothing of the database and shown nothing. */
function createSettle({ outages, happenings }: World, process: BotProcess): () => Promise<void> {
  const progress = (): number => outages.asked + happenings.length + process.jobs().length
  return async () => {
    for (let before = -1; before !== progress() || outages.unanswered > 0; ) {
      before = progress()
      await process.round()
      await nextTurn()
    }
  }
}
