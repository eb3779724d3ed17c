import type { UserId } from '../../../src/domain/ids.ts'
import { ACCOUNTS, ROLES } from '../team.ts'
import type { Act } from './act.ts'

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

export const databaseAway: Act = ({ tally, database }) => {
  if (!database.down) tally.add('database away')
  database.down = !database.down
}

export const databaseLosesAnswers: Act = ({ database, chance }) => {
  database.losesAnswers = chance.between(1, 2)
}

export const platformFails: Act = ({ chance, chats }) => {
  const chat = chance.oneOf(chats)
  if (chance.happens(0.5)) chat.down = !chat.down
  else chat.losesAnswers = chance.between(1, 3)
}

export const killProcess: Act = ({ chance, tally, processes }) => {
  const all = processes()
  if (all.length === 0) return
  tally.add('processes killed')
  chance.oneOf(all).life.kill()
}

/** A process that is killed in the middle of something, soon. */
export const burnFuse: Act = ({ chance, processes }) => {
  const all = processes()
  if (all.length > 0) chance.oneOf(all).fuse.left = chance.below(60)
}

/** At most two at a time, on the same database. */
export const startProcess: Act = ({ tally, processes, start }) => {
  if (processes().length >= 2) return
  tally.add('processes started')
  start()
}
