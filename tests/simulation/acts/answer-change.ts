import { changes } from '../../../src/domain/projections.ts'
import { ACCOUNTS } from '../team.ts'
import type { Act } from './act.ts'
import { say } from './say.ts'

/** Somebody says something about one of the newest change requests, word for word. */
export const answerChange: Act = async ({ chance, tally, store, roles }, mailbox) => {
  const newest = await store.list(changes, { limit: 2 })
  if (newest.length === 0) return
  const { change, by, required } = chance.oneOf(newest)
  const wanted = required.flatMap((one) => one.roles)
  const able = ACCOUNTS.filter(
    (user) => user !== by && [...(roles.get(user) ?? [])].some((role) => wanted.includes(role)),
  )
  const words = chance.weighted({
    [`approve ${change}`]: 12,
    [`approve ${change} if ben is at his desk`]: 2,
    [`approve ${change} if the error rate stays under 1 % for 10 minutes`]: 2,
    [`reject ${change}: not today`]: 1,
    [`withdraw ${change}`]: 1,
    [`break the glass on ${change}: it is down`]: 1,
  })
  tally.add('answers to change requests in words')
  say(mailbox, able.length > 0 && chance.happens(0.7) ? chance.oneOf(able) : chance.oneOf(ACCOUNTS), words)
}
