import { type REST, RESTEvents } from 'discord.js'
import { platformOf } from '../../../../src/domain/ids.ts'
import type { ChannelSpent, PostingCall, PostingLimit, PostingLimits } from '../../../../src/ports/posting-limits.ts'
import { createRecent } from '../../recent.ts'
import { discordPlaceOf } from '../ids.ts'

/**
 * What Discord is known to take; the headers of its answers say more, and are heeded.
 * https://docs.discord.com/developers/topics/rate-limits
 */

/** Messages in one channel: 5 in 5 seconds. A thread is a channel of its own. */
const POSTS_IN_CHANNEL: PostingLimit = { of: ['post'], per: 'channel', perMinute: 60, burst: 5, reserve: 2 }

/** Edits in one channel: 5 in 5 seconds, counted apart from posts. */
const EDITS_IN_CHANNEL: PostingLimit = { of: ['edit'], per: 'channel', perMinute: 60, burst: 5, reserve: 2 }

/** Of the 50 calls a second that a bot may make, some are reads and answers to interactions; so many are messages. */
const ALL_CALLS: PostingLimit = { of: ['post', 'edit'], per: 'platform', perMinute: 1_200, burst: 20, reserve: 8 }

const published = [POSTS_IN_CHANNEL, EDITS_IN_CHANNEL, ALL_CALLS]

/** @param isOwn Whether this is Discord's own server: another says itself, by its headers and refusals, what is too fast. */
export const publishedLimits = (isOwn: boolean): PostingLimits => ({
  limits: isOwn ? published : [],
  channelOf: (name) => name,
  // A bot is one to Discord, in however many servers.
  workspaceOf: platformOf,
})

/** The published limits, and what Discord says in its headers. */
export function discordPostingLimits(rest: REST, isOwn: boolean): PostingLimits {
  const places = createRecent<string, string>(PLACES)
  return {
    ...publishedLimits(isOwn),
    channelOf(name) {
      const place = discordPlaceOf(name)
      if (place) places.keep(place.kind === 'direct' ? place.channel : place.thread, name)
      return name
    },
    listen(hear) {
      rest.on(RESTEvents.Response, ({ method, path }, { headers }) => {
        const said = spentIn(method, path, (name) => headers.get(name))
        const channel = said && places.get(said.channel)
        if (said && channel !== undefined) hear({ ...said, channel })
      })
    },
  }
}

/** Threads of which it is remembered what the core calls them; that long ago no header is heard any more. */
const PLACES = 1_000

const CALLS: Readonly<Record<string, PostingCall>> = { POST: 'post', PATCH: 'edit' }

/** Discord's own number of a channel of which its answer says that nothing is left until its bucket is full again. */
export function spentIn(
  method: string,
  path: string,
  header: (name: string) => string | null,
): ChannelSpent | undefined {
  const call = CALLS[method]
  const channel = /^\/channels\/(\d+)\/messages/.exec(path)?.[1]
  const seconds = Number(header('x-ratelimit-reset-after'))
  if (!call || channel === undefined || header('x-ratelimit-remaining') !== '0' || !(seconds > 0)) return undefined
  return { call, channel, forMs: Math.ceil(seconds * 1_000) }
}
