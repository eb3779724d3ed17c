import { pendingMessages, runs, schedules } from '../../src/domain/projections.ts'
import { isRunRequested } from '../../src/domain/run-events.ts'
import { jump, pass } from './acts/pass.ts'
import { randomAct } from './acts/random-act.ts'
import { createChance } from './chance.ts'
import { EVERY_PRESS_ANSWERED, INVARIANTS } from './invariants/invariants.ts'
import type { Plant } from './plants.ts'
import { pressEverything } from './press-everything.ts'
import type { Tally } from './tally.ts'
import { drawTeam } from './team.ts'
import { tellStory } from './tell-story.ts'
import { createMailbox, type Mailbox } from './world/mailbox.ts'
import { createWorld, type World } from './world/world.ts'

/** What a run has shown. */
export interface PlayedRun {
  /** Sentences, each beginning with the invariant that does not hold. */
  readonly violations: readonly string[]
  /** Its log, line by line. */
  readonly story: readonly string[]
}

/** Plays one random run to its end, and checks the invariants. The same seed plays the same run. */
export async function playRun(seed: number, plant: Plant, tally: Tally): Promise<PlayedRun> {
  const violations = new Set<string>()
  const verdictOf = (name: string) => ({
    checked: (times?: number) => tally.add(`checked: ${name}`, times),
    broken: (sentence: string) => void violations.add(`${name}: ${sentence}`),
  })
  const chance = createChance(seed)
  let ended: readonly (() => void | Promise<void>)[] = []
  const world = await createWorld({
    team: drawTeam(chance),
    chance,
    tally,
    plant,
    watching(scene) {
      const all = Object.entries(INVARIANTS).map(([name, create]) => create(scene, verdictOf(name)))
      ended = all.map((one) => () => one.ended?.())
      return all
    },
  })
  const mailbox = createMailbox(world)
  world.start()
  await world.settle()
  for (let acts = chance.between(15, 45); acts > 0; acts--) {
    await randomAct(world, mailbox)
    // Some things happen before others have come to an end.
    if (chance.happens(0.8)) await world.settle()
  }
  await comeToRest(world, mailbox)
  await pressEverything(world, mailbox, verdictOf(EVERY_PRESS_ANSWERED))
  await comeToRest(world, mailbox)
  for (const end of ended) await end()
  await count(world)
  return { violations: [...violations], story: violations.size > 0 ? await tellStory(world.store) : [] }
}

/** Faults stop, and time goes on until nothing is open; what never ends is left to the invariants. */
async function comeToRest(world: World, mailbox: Mailbox): Promise<void> {
  world.calm()
  if (world.processes().length === 0) world.start()
  await world.settle()
  for (const ms of WAITS) {
    mailbox.sendUnacknowledged()
    await jump(world, ms)
    if (mailbox.waiting === 0 && !(await isSomethingOpen(world))) break
  }
  await pass(world, 4_000)
}

const SECOND_MS = 1_000
const MINUTE_MS = 60 * SECOND_MS
const HOUR_MS = 60 * MINUTE_MS
const WAITS: readonly number[] = [
  ...Array<number>(20).fill(5 * SECOND_MS),
  ...Array<number>(30).fill(MINUTE_MS),
  ...Array<number>(30).fill(HOUR_MS),
]

async function isSomethingOpen({ store, unshown }: World): Promise<boolean> {
  if (unshown() > 0) return true
  const [run] = await store.list(runs, { labels: ['active'], limit: 1 })
  const [schedule] = await store.list(schedules, { labels: ['open'], limit: 1 })
  const [message] = await store.list(pendingMessages, { limit: 1 })
  return run !== undefined || schedule !== undefined || message !== undefined
}

async function count({ store, tally }: World): Promise<void> {
  for (const { body } of await store.readAll(0, Number.MAX_SAFE_INTEGER)) {
    if (isRunRequested(body) && !body.thread.includes('#before'))
      tally.add(body.plan.kind === 'workflow' ? 'starts of workflows' : 'starts')
    if (body.type === 'change.requested') tally.add('change requests')
    if (body.type === 'change.started') tally.add('change requests started')
  }
}
