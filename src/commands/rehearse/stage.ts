import { setImmediate as nextTurn } from 'node:timers/promises'
import type { Logger } from 'pino'
import { createMemoryQueue, type MemoryQueue } from '../../../adapters/queue/memory-queue.ts'
import { createGates, type Gates } from '../../../adapters/rehearsal/gates.ts'
import { createHandClock, type HandClock } from '../../../adapters/rehearsal/hand-clock.ts'
import type { Happening } from '../../../adapters/rehearsal/happening.ts'
import { beginLife, type Life } from '../../../adapters/rehearsal/life.ts'
import { createOutages, type Outages } from '../../../adapters/rehearsal/outages.ts'
import { createPlatform, type Platform } from '../../../adapters/rehearsal/platform.ts'
import { createRehearsalDelivery, type RehearsalDelivery } from '../../../adapters/rehearsal/rehearsal-delivery.ts'
import { createScriptedModel } from '../../../adapters/rehearsal/scripted-model.ts'
import { readWorkflows } from '../../../config/workflows.ts'
import { effectOf, intentNamed } from '../../../intents/catalog.ts'
import { createUnderstanding } from '../../../intents/understand.ts'
import { type Bot, type BotParts, startBot } from '../../bot.ts'
import { createModelReader } from '../../conversation/model/model-reader.ts'
import type { ShipmateEvent } from '../../domain/events.ts'
import { platformOf } from '../../domain/ids.ts'
import { createRedactor } from '../../domain/redact.ts'
import type { Stored } from '../../ports/event-store.ts'
import type { Job } from '../../ports/job-queue.ts'
import { bringAbout } from './bring-about.ts'
import { type Cast, createCast } from './cast.ts'
import type { Script } from './read-transcript.ts'
import type { RehearsalStore } from './rehearsal-database.ts'
import { catalogOf, servicesOf } from './services.ts'
import { USUAL_REPOSITORY } from './transcript.ts'

/** The real bot in a world of which everything is in hand: time, people, the platforms, the database, deployments. */
export interface Stage {
  readonly cast: Cast
  readonly clock: HandClock
  readonly delivery: RehearsalDelivery
  readonly gates: Gates
  readonly outages: Outages
  readonly store: RehearsalStore['store']
  /** Everything that could be seen so far. */
  readonly happenings: Happening[]
  readonly isRunning: boolean
  platform(name: string): Platform
  /** Everything that was given to agents so far, over all lives of the process. */
  jobs(): readonly Job[]
  /** Ends the process as SIGKILL does. */
  kill(): void
  /** Starts the process anew. */
  start(): Promise<void>
  /** Resolves when nothing more can happen at this moment. */
  settle(): Promise<void>
  /** Lets time pass, and everything happen that then is to happen. */
  pass(ms: number): Promise<void>
  close(): Promise<void>
}

/** A Monday morning, long after all commits. */
const CURTAIN = new Date('2026-03-02T09:00:00Z')
const DAY_MS = 24 * 60 * 60 * 1000
const CONCURRENCY = 4

export async function openStage({ transcript, config }: Script, opened: RehearsalStore, log: Logger): Promise<Stage> {
  const { store, outbox } = opened
  const cast = createCast(transcript.people, config)
  const clock = createHandClock(new Date(CURTAIN.getTime() - DAY_MS))
  const gates = createGates()
  const outages = createOutages()
  const happenings: Happening[] = []
  const services = servicesOf(config)
  const delivery = createRehearsalDelivery({
    services: Object.fromEntries(services.map(({ id }) => [id, transcript.repositories[id] ?? USUAL_REPOSITORY])),
    clock,
    gates,
  })
  const platforms = createPlatforms(cast, Object.keys(transcript.people), (what) => happenings.push(what))
  const queues: MemoryQueue[] = []
  const seen: Stored<ShipmateEvent>[] = []
  let life: Life = beginLife()
  let bot: Bot | undefined

  const readerFor = (living: Life): Pick<BotParts, 'reader'> => {
    if (!transcript.model) return {}
    const { name, answers } = transcript.model
    const script = answers.map(({ after, ...answer }) => ({ ...answer, afterMs: after }))
    const model = living.bind(createScriptedModel(name, script, clock))
    const catalog = catalogOf(config)
    return {
      reader: createModelReader({ model, catalog, slotsOf: intentNamed, clock, redact: createRedactor([]), log }),
    }
  }

  const partsFor = (living: Life, queue: MemoryQueue): BotParts => ({
    store: living.bind(outages.over(store)),
    outbox: living.bind(outages.over(outbox)),
    queue: living.bind(queue),
    delivery: living.bind(delivery),
    clock,
    catalog: catalogOf(config),
    understand: createUnderstanding(catalogOf(config)),
    ...readerFor(living),
    effectOf,
    settings: {
      services,
      environments: config.environments,
      confirmationMinutes: config.confirmation.expiresAfterMinutes,
    },
    policy: cast.policy,
    workflows: readWorkflows(),
    redact: createRedactor([]),
    log,
    concurrency: CONCURRENCY,
    connect: async (inbox) => [...platforms.values()].map((platform) => living.bind(platform.connect(inbox))),
  })

  const start = async (): Promise<void> => {
    await opened.reopen()
    life = beginLife()
    const queue = createMemoryQueue()
    queues.push(queue)
    bot = await startBot(partsFor(life, queue))
  }

  const stage: Stage = {
    cast,
    clock,
    delivery,
    gates,
    outages,
    store,
    happenings,
    get isRunning() {
      return life.alive
    },
    platform: (name) => platforms.get(name) ?? createPlatform(name, cast.groups, () => {}),
    jobs: () => queues.flatMap(({ taken }) => taken),
    kill() {
      life.kill()
      gates.forsake()
    },
    start,
    async settle() {
      for (let before = -1; life.alive && before !== progress(); ) {
        before = progress()
        await bot?.settled()
        await workAtRest(queues.at(-1), gates)
        seen.push(...(await store.readAll(seen.at(-1)?.position ?? 0, Number.MAX_SAFE_INTEGER)))
      }
    },
    async pass(ms) {
      const until = clock.now().getTime() + ms
      for (let next = clock.next(); next && next.getTime() <= until; next = clock.next()) {
        clock.moveTo(next)
        await stage.settle()
      }
      clock.moveTo(new Date(until))
      await stage.settle()
    },
    async close() {
      stage.kill()
      await store.close()
    },
  }
  const progress = (): number => seen.length + happenings.length + stage.jobs().length

  await bringAbout(transcript.live, { store, delivery, clock })
  clock.moveTo(CURTAIN)
  await start()
  await stage.pass(UNTIL_SHOWN_MS)
  happenings.length = 0
  return stage
}

/** Edits of a message are 1.5 s apart; after this nothing is left to be shown. */
export const UNTIL_SHOWN_MS = 2_000

function createPlatforms(
  cast: Cast,
  people: readonly string[],
  happened: (what: Happening) => void,
): ReadonlyMap<string, Platform> {
  const names = new Set(['slack', ...people.map((name) => platformOf(cast.idOf(name)))])
  return new Map([...names].map((name) => [name, createPlatform(name, cast.groups, happened)]))
}

/** Resolves when all work is done or held up at a gate. */
async function workAtRest(queue: MemoryQueue | undefined, gates: Gates): Promise<void> {
  if (!queue) return
  void queue.settle()
  while ((await queue.depth()).active > gates.held) await nextTurn()
}
