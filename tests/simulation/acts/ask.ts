import type { UserId } from '../../../src/domain/ids.ts'
import { locks, runs, schedules } from '../../../src/domain/projections.ts'
import type { Slots } from '../../../src/domain/understanding.ts'
import { ACCOUNTS, ENVIRONMENTS } from '../team.ts'
import { TEAM_WORKFLOW } from '../team-workflow.ts'
import type { Mailbox } from '../world/mailbox.ts'
import type { World } from '../world/world.ts'
import type { Act } from './act.ts'
import { press, say, threadOf } from './say.ts'

const REFS = ['v1.0.0', 'v1.1.0', 'v1.2.0', 'v1.3.0', 'main'] as const
/** The accounts of those who deploy. */
const DEPLOYERS = ACCOUNTS.slice(0, 4)
const SECONDS = [300, 3_600, 4 * 3_600]

/** Somebody asks for a change, as with the options of a command, and mostly answers the card that comes of it. */
export const ask: Act = async (world, mailbox) => {
  const { chance } = world
  const intent = chance.weighted({
    'deploy.start': 30,
    'rollback.start': 8,
    'deploy.lock': 9,
    'deploy.unlock': 4,
    'deploy.schedule': 8,
    'change.submit': 5,
    'task.cancel': 5,
    'build.start': 2,
    'deploy.promote': 2,
    'workflow.start': 8,
  })
  const slots = await slotsOf(intent, world)
  if (!slots) return
  // Those who deploy ask most of the time.
  const by = chance.happens(0.85) ? chance.oneOf(DEPLOYERS) : chance.oneOf(ACCOUNTS)
  await askFor(world, mailbox, by, intent, slots)
  if (intent !== 'deploy.lock' || chance.happens(0.4)) return
  // Somebody else meets the lock.
  await world.settle()
  const { service, environment } = slots
  await askFor(world, mailbox, chance.oneOf(DEPLOYERS), 'deploy.start', {
    service,
    environment,
    ref: chance.oneOf(REFS),
  })
}

async function askFor(world: World, mailbox: Mailbox, by: UserId, intent: string, slots: Slots): Promise<void> {
  const { chance, tally, chats } = world
  tally.add('requests')
  tally.add(`asked: ${intent}`)
  say(mailbox, by, intent, { intent, slots })
  if (chance.happens(0.4)) return
  await world.settle()
  const card = chats
    .flatMap(({ buttons }) => buttons)
    .findLast(({ place, style }) => style === 'primary' && place === threadOf(by))
  if (card) press(mailbox, by, card.id, card.place)
}

async function slotsOf(intent: string, { chance, clock, store, team }: World): Promise<Slots | undefined> {
  const anywhere = {
    service: chance.oneOf(team.services),
    environment: chance.happens(0.6) ? 'production' : chance.oneOf(ENVIRONMENTS),
  }
  // Where a lock is there is more to see.
  const [locked] = await store.list(locks, { labels: ['open'], limit: 1 })
  const { service, environment } = (chance.happens(0.6) && locked?.places[0]) || anywhere
  const ref = chance.oneOf(REFS)
  switch (intent) {
    case 'deploy.start':
      return { service, environment, ref, ...(chance.happens(0.15) && { strategy: 'canary' }) }
    case 'change.submit':
      return { service, environment, ref, reason: 'release day' }
    case 'workflow.start':
      return { workflow: TEAM_WORKFLOW.id, inputs: JSON.stringify({ service, version: ref }) }
    case 'build.start':
      return { service, ref }
    case 'deploy.lock':
      return { service, environment, window: chance.oneOf(SECONDS), reason: 'load test' }
    case 'deploy.schedule': {
      const at = new Date(clock.now().getTime() + 60_000 * chance.between(1, 600))
      return { service, environment, ref, at: at.toISOString() }
    }
    case 'task.cancel': {
      const all = [...(await store.list(runs, { limit: 3 })), ...(await store.list(schedules, { limit: 2 }))]
      return all.length === 0 ? undefined : { task: chance.oneOf(all).task }
    }
    default:
      return { service, environment }
  }
}
