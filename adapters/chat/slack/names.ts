import type { webApi } from '@slack/bolt'
import type { UserId } from '../../../src/domain/ids.ts'
import type { Inbox } from '../../../src/ports/chat-platform.ts'
import { slackUser } from './addresses.ts'
import { within } from './within.ts'

/** People change their name rarely, and an old one does no harm. */
const KEPT_MS = 60 * 60 * 1_000
/** A name is a nicety: what is said must not wait long for it. */
const PATIENCE_MS = 500

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
  return async (user) => {
    const held = known.get(user)
    if (held && held.until > Date.now()) return held.name
    const asked = await within(askSlack(client, user), PATIENCE_MS)
    const name = asked.kind === 'done' ? asked.value : held?.name
    known.set(user, { name, until: Date.now() + KEPT_MS })
    return name
  }
}

async function askSlack(client: webApi.WebClient, user: UserId): Promise<string | undefined> {
  const { user: found } = await client.users.info({ user: slackUser(user) ?? user })
  return found?.profile?.display_name || found?.real_name || found?.name
}
