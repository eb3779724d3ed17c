import { setImmediate as nextTurn } from 'node:timers/promises'
import { createMemoryRegistry } from '../../../adapters/registry/memory-registry.ts'
import { createGates } from '../../../adapters/rehearsal/gates.ts'
import { createHandClock, type HandClock } from '../../../adapters/rehearsal/hand-clock.ts'
import { createRehearsalDelivery, type RehearsalDelivery } from '../../../adapters/rehearsal/rehearsal-delivery.ts'
import { createScriptedWorld } from '../../../adapters/rehearsal/scripted-commands.ts'
import { createMemoryStore } from '../../../adapters/store/memory/memory-store.ts'
import { createMemoryTables } from '../../../adapters/store/memory/memory-tables.ts'
import { bringAbout } from '../../../src/app/commands/rehearse/bring-about.ts'
import { USUAL_REPOSITORY } from '../../../src/app/commands/rehearse/transcript-repository.ts'
import type { ShipmateEvent } from '../../../src/domain/events.ts'
import type { UserId } from '../../../src/domain/ids.ts'
import { projections } from '../../../src/domain/projections.ts'
import type { Store } from '../../../src/ports/event-store.ts'
import type { Chance } from '../chance.ts'
import type { Invariant, Scene } from '../invariant.ts'
import type { Plant } from '../plants.ts'
import type { Tally } from '../tally.ts'
import { type Role, SERVICES, type Team } from '../team.ts'
import { policyOf, settingsOf } from '../team-settings.ts'
import { type BotProcess, startProcess } from './bot-process.ts'
import { type Chat, createChat } from './chat.ts'
import { observeDelivery } from './observed-delivery.ts'
import { createShakyQueue, type ShakyQueue } from './shaky-queue.ts'
import { createShakyStore, type ShakyStore } from './shaky-store.ts'

/** Everything a run takes place in: time, the database, the queue, the platforms, the environments, and the bot. */
export interface World {
  readonly team: Team
  readonly clock: HandClock
  readonly chance: Chance
  readonly tally: Tally
  readonly roles: ReadonlyMap<UserId, Set<Role>>
  /** The database itself, which does not fail. */
  readonly store: Store<ShipmateEvent>
  readonly database: ShakyStore
  readonly queue: ShakyQueue
  readonly chats: readonly Chat[]
  readonly releases: RehearsalDelivery
  /** How many messages the threads should show and do not yet. */
  unshown(): number
  /** Those that are alive. */
  processes(): readonly BotProcess[]
  start(): void
  /** Runs until nothing more can happen at this moment. */
  settle(): Promise<void>
  /** No more faults from now on. */
  calm(): void
}

export interface WorldParts {
  readonly team: Team
  readonly chance: Chance
  readonly tally: Tally
  readonly plant: Plant
  /** What is told of everything that happens. */
  readonly watching: (scene: Scene) => readonly Invariant[]
}

const DAY_MS = 24 * 60 * 60 * 1000
const VERSIONS = ['v1.0.0', 'v1.1.0', 'v1.2.0', 'v1.3.0']
/** More turns than these at one moment, and it never comes to rest. */
const MOST_TURNS = 20_000

export async function createWorld({ team, chance, tally, plant, watching }: WorldParts): Promise<World> {
  const clock = createHandClock(new Date(team.startsAt.getTime() - DAY_MS))
  const tables = createMemoryTables<ShipmateEvent>()
  const { store } = createMemoryStore(projections, tables)
  const chats = ['slack', 'discord'].map((name) => createChat(name, chance, tally))
  const roles = new Map([...team.roles].map(([user, held]) => [user, new Set(held)]))
  const invariants = watching({
    team,
    now: clock.now,
    holds: (user, role) => roles.get(user)?.has(role) ?? false,
    personOf: (user) => team.linked.find((ids) => ids.includes(user))?.[0] ?? user,
    store,
    chats,
  })
  const checks: (void | Promise<void>)[] = []
  const database = createShakyStore(chance, tally)
  const queue = createShakyQueue(clock, chance, tally)
  const gates = createGates()
  const rehearsed = createRehearsalDelivery({ services: servicesOf(team), clock, gates })
  const releases = plant.delivery?.(rehearsed) ?? rehearsed
  const observed = observeDelivery(
    releases,
    {
      ordered(order) {
        for (const one of invariants) one.ordered?.(order)
      },
      switched(order) {
        for (const one of invariants) one.switched?.(order)
      },
    },
    clock,
    chance,
    tally,
  )
  await bringAbout(
    Object.fromEntries(SERVICES.map((id) => [id, { staging: ['v1.0.0', 'v1.1.0'], production: ['v1.0.0'] }])),
    { store, delivery: releases, clock },
  )
  clock.moveTo(team.startsAt)

  const openStore = () => {
    const opened = createMemoryStore(projections, tables)
    const { append } = opened.store
    return {
      ...opened,
      store: {
        ...opened.store,
        async append(...wanted: Parameters<typeof append>) {
          const appended = await append(...wanted)
          if (appended.kind === 'appended')
            for (const event of appended.events) for (const one of invariants) checks.push(one.appended?.(event))
          return appended
        },
      },
    }
  }
  const settings = plant.settings?.(settingsOf(team)) ?? settingsOf(team)
  const parts = {
    clock,
    database,
    openStore,
    queue,
    registry: createMemoryRegistry(clock),
    chats,
    delivery: observed.delivery,
    scripted: createScriptedWorld({ commands: [], addresses: [] }, gates),
    settings,
    policy: policyOf(roles),
  }
  let started: BotProcess[] = []
  let lives = 0
  const progress = (): number => database.asked + queue.given + chats.reduce((sum, { shown }) => sum + shown, 0)
  return {
    team,
    clock,
    chance,
    tally,
    roles,
    store,
    database,
    queue,
    chats,
    releases,
    unshown: () =>
      [...tables.outbox.values()].filter(({ revision, shownRevision, givenUp }) => !givenUp && shownRevision < revision)
        .length,
    processes() {
      started = started.filter(({ life }) => life.alive)
      return started
    },
    start() {
      started.push(startProcess(parts, ++lives))
    },
    async settle() {
      let turns = 0
      for (let quiet = 0, before = -1; quiet < 2; turns++) {
        if (turns > MOST_TURNS) throw new Error(`it never came to rest at ${clock.now().toISOString()}`)
        queue.pump()
        await nextTurn()
        quiet = progress() === before && database.unanswered === 0 ? quiet + 1 : 0
        before = progress()
      }
      await Promise.all(checks.splice(0))
    },
    calm() {
      database.down = false
      database.losesAnswers = 0
      queue.calm()
      observed.calm()
      for (const chat of chats) {
        chat.down = false
        chat.losesAnswers = 0
      }
      for (const { fuse } of started) fuse.left = undefined
    },
  }
}

function servicesOf({ errors }: Team) {
  const traffic =
    errors === undefined
      ? {}
      : Object.fromEntries(VERSIONS.map((version) => [version, { requestsPerMinute: 600, errors, latencyMs: 20 }]))
  return Object.fromEntries(SERVICES.map((id) => [id, { ...USUAL_REPOSITORY, traffic }]))
}
