import type { webApi } from '@slack/bolt'
import type { UserId } from '../../../src/domain/ids.ts'
import type { Inbox } from '../../../src/ports/chat-platform.ts'
import { personName } from '../person-name.ts'
import { slackUser } from './addresses.ts'
import { within } from './within.ts'

/** People change their name rarely, and an old one does no harm. */
const KEPT_MS = 60 * 60 * 1_000
/** A name is a nicety: what is said must not wait long for it. */
const PATIENCE_MS = 500
/** In a burst the others are taken in without their name, which is learned when they speak again. */
const ASKED_AT_ONCE = 8

/** An inbox that also hears what people are called, which Slack's events do not say. */
export function withNames(inbox: Inbox, client: webApi.WebClient): Inbox {
  const nameOf = createNames(client)
  return {
    ...inbox,
    async message(message) {
      const name = message.name ?? (await nameOf(message.by))
      await inbox.message({ ...message, ...(name !== undefined && { name }) })
    },
  }
}

function createNames(client: webApi.WebClient): (user: UserId) => Promise<string | undefined> {
  const known = new Map<UserId, { readonly name: string | undefined; readonly until: number }>()
  const asking = new Map<UserId, Promise<void>>()

  async function ask(user: UserId): Promise<void> {
    const outcome = await within(askSlack(client, user), PATIENCE_MS)
    const name = outcome.kind === 'done' ? outcome.value : known.get(user)?.name
    known.set(user, { name, until: Date.now() + KEPT_MS })
    asking.delete(user)
  }

  return async (user) => {
    const held = known.get(user)
    if (held && held.until > Date.now()) return held.name
    if (!asking.has(user) && asking.size < ASKED_AT_ONCE) asking.set(user, ask(user))
    await asking.get(user)
    return known.get(user)?.name
  }
}

async function askSlack(client: webApi.WebClient, user: UserId): Promise<string | undefined> {
  const { user: found } = await client.users.info({ user: slackUser(user) ?? user })
  return personName(found?.profile?.display_name || found?.real_name, found?.name)
}
