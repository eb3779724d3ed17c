import type { UserId } from '../../../src/domain/ids.ts'
import { ACCOUNTS, ROLES } from '../team.ts'
import type { Act } from './act.ts'
import { jump } from './pass.ts'

/** Somebody gains or loses a role. */
export const changeRoles: Act = ({ chance, tally, roles }) => {
  const user: UserId = chance.oneOf(ACCOUNTS)
  const role = chance.oneOf(ROLES)
  const held = roles.get(user)
  if (held?.has(role)) {
    held.delete(role)
    tally.add('roles lost')
  } else if (role !== 'owner' && chance.happens(0.6)) held?.add(role)
}

export const pushToBranch: Act = ({ chance, tally, releases, clock, team }) => {
  tally.add('pushes')
  releases.move(chance.oneOf(team.services), 'main', `commit ${clock.now().getTime()}`)
}

/** For a while: the clock jumps, and it is back. */
export const databaseAway: Act = async (world) => {
  const { tally, database, chance } = world
  tally.add('database away')
  database.down = true
  await jump(world, 1_000 * chance.oneOf([1, 5, 20, 90, 900]))
  database.down = false
}

export const databaseLosesAnswers: Act = ({ database, chance }) => {
  database.losesAnswers = chance.between(1, 2)
}

export const platformFails: Act = ({ chance, chats }) => {
  const chat = chance.oneOf(chats)
  if (chance.happens(0.5)) chat.down = !chat.down
  else chat.losesAnswers = chance.between(1, 3)
}

/** Mostly another one is started right after it. */
export const killProcess: Act = ({ chance, tally, processes, start }) => {
  const all = processes()
  if (all.length > 0) {
    tally.add('processes killed')
    chance.oneOf(all).life.kill()
  }
  if (chance.happens(0.7)) start()
}

/** A process that is killed in the middle of something, soon. */
export const burnFuse: Act = ({ chance, processes }) => {
  const all = processes()
  if (all.length > 0) chance.oneOf(all).fuse.left = chance.below(120)
}

/** At most two at a time, on the same database. */
export const startProcess: Act = ({ tally, processes, start }) => {
  if (processes().length >= 2) return
  tally.add('processes started')
  start()
}
