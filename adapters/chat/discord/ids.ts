import type { GroupId, MessageRef, ThreadId, UserId } from '../../../src/domain/ids.ts'

/**
 * Where Discord has a conversation. A thread started from a message has that message's id, so its place is known before
 * the thread exists: `thread` names both a thread and the message it starts or would start from.
 */
export type Place =
  | { readonly kind: 'direct'; readonly channel: string }
  | { readonly kind: 'thread'; readonly parent: string; readonly thread: string }

/** `discord:<channel>` for direct messages, `discord:<parent channel>:<thread>` in a server. */
export function threadIdOf(place: Place): ThreadId {
  return place.kind === 'direct' ? `discord:${place.channel}` : `discord:${place.parent}:${place.thread}`
}

/** @throws {TypeError} when the id is not one of Discord's. */
export function placeOf(thread: ThreadId): Place {
  const [first, second] = partsOf(thread)
  return second === undefined ? { kind: 'direct', channel: first } : { kind: 'thread', parent: first, thread: second }
}

/** The same, for a thread that may be of another platform: then undefined. */
export function discordPlaceOf(thread: ThreadId): Place | undefined {
  return /^discord:\d+(?::\d+)?$/.test(thread) ? placeOf(thread) : undefined
}

export function messageRefOf(channel: string, message: string): MessageRef {
  return `discord:${channel}:${message}`
}

/** @throws {TypeError} when the reference is not one of Discord's. */
export function parseMessageRef(ref: MessageRef): { readonly channel: string; readonly message: string } {
  const [channel, message] = partsOf(ref)
  if (message === undefined) throw new TypeError(`no Discord message: ${ref}`)
  return { channel, message }
}

export function userIdOf(user: string): UserId {
  return `discord:${user}`
}

/** Discord's own number of a person; undefined for a person of another platform. */
export function discordUserOf(user: UserId): string | undefined {
  return /^discord:(\d+)$/.exec(user)?.[1]
}

export function roleIdsOf(member: { readonly roles: readonly string[] }): readonly GroupId[] {
  return member.roles.map((role) => `discord:role:${role}`)
}

/** Discord's own number of a role; undefined for a group of another platform. */
export function roleOf(group: GroupId): string | undefined {
  return /^discord:role:(\d+)$/.exec(group)?.[1]
}

function partsOf(id: string): readonly [string, string | undefined] {
  const match = /^discord:(\d+)(?::(\d+))?$/.exec(id)
  const [, first, second] = match ?? []
  if (first === undefined) throw new TypeError(`no id of Discord: ${id}`)
  return [first, second]
}
