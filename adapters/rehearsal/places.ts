import type { ThreadId, UserId } from '../../src/domain/ids.ts'

/** `#ops` is the thread that its first message opens; `#ops/incident` is another one beside it. */
export function threadIn(platform: string, channel: string): ThreadId {
  return `${platform}:${channel.includes('/') ? channel : `${channel}/1`}`
}

/** Where only this person and the bot read: one conversation, whatever is said there. */
export function directPlace(user: UserId): ThreadId {
  return user.replace(':', ':@')
}

export function isDirect(place: ThreadId): boolean {
  return place.includes(':@')
}
