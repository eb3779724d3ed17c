import type { Logger } from 'pino'
import type { UserId } from '../../../../src/domain/ids.ts'
import type { Inbox } from '../../../../src/ports/chat-platform.ts'
import { personName } from '../../person-name.ts'
import { createRecent } from '../../recent.ts'
import { slackUser } from '../addresses.ts'
import { within } from '../within.ts'
import type { DescribePerson } from './person-facts.ts'

/** People change their name rarely, and an old one does no harm. */
const KEPT_MS = 60 * 60 * 1_000
/** After a look-up that failed, which may be for lack of a scope. */
const RETRY_MS = 60 * 1_000
/** A name is a nicety: a stopping bot does not wait for it any longer. */
const PATIENCE_MS = 3_000
/** In a burst the names of the others are learned when they speak again. */
const ASKED_AT_ONCE = 8
const PEOPLE_REMEMBERED = 10_000

export interface NamesParts {
  readonly describe: DescribePerson
  /** Runs beside the acknowledgement, which must not wait for it. */
  readonly beside: (work: Promise<void>) => void
  readonly log: Logger
}

/** An inbox that is also told what people are called, which Slack's events do not say, once their message is recorded. */
export function withNames(inbox: Inbox, { describe, beside, log }: NamesParts): Inbox {
  const nextLook = createRecent<UserId, number>(PEOPLE_REMEMBERED)
  let asked = 0

  async function tell(person: UserId): Promise<void> {
    const name = await askSlack(describe, person)
    if (name !== undefined) await inbox.named(person, name)
  }

  async function learn(person: UserId): Promise<void> {
    nextLook.keep(person, Date.now() + RETRY_MS)
    asked += 1
    const outcome = await within(tell(person), PATIENCE_MS)
    asked -= 1
    if (outcome.kind === 'done') nextLook.keep(person, Date.now() + KEPT_MS)
    else if (outcome.kind === 'failed') log.debug({ err: outcome.error, person }, 'slack does not say a name')
  }

  return {
    ...inbox,
    async message(message) {
      await inbox.message(message)
      if (message.name !== undefined || asked >= ASKED_AT_ONCE) return
      if ((nextLook.get(message.by) ?? 0) <= Date.now()) beside(learn(message.by))
    },
  }
}

/** What Slack calls somebody. Throws as `users.info` does. */
export async function askSlack(describe: DescribePerson, user: UserId): Promise<string | undefined> {
  const found = await describe(slackUser(user) ?? user)
  return personName(found.profile?.display_name || found.real_name, found.name)
}
