import type { GroupId, MessageRef, ThreadId, UserId } from '../../../src/domain/ids.ts'

/** Where a message stands in Slack; without `threadTs` in the channel itself. */
export interface Address {
  readonly channel: string
  readonly threadTs?: string
}

/** Direct-message channels, by the first letter of their id. */
export function isDirect(channel: string): boolean {
  return channel.startsWith('D')
}

/**
 * One thread of a channel. A direct-message channel is one conversation as a whole: there a person writes inside and
 * outside the thread of a question and means the same conversation.
 */
export function threadId(channel: string, ts?: string): ThreadId {
  return ts === undefined || isDirect(channel) ? `slack:${channel}` : `slack:${channel}:${ts}`
}

export function addressOf(thread: ThreadId): Address {
  const [, channel = '', threadTs] = thread.split(':')
  return threadTs ? { channel, threadTs } : { channel }
}

/** Where a browser or Slack itself opens a thread. @param workspace Its address, with a slash at the end. */
export function threadUrl(thread: ThreadId, workspace: string): string | undefined {
  if (!/^slack:[CDG][A-Z0-9]+(?::\d+\.\d+)?$/.test(thread)) return undefined
  const { channel, threadTs } = addressOf(thread)
  return `${workspace}archives/${channel}${threadTs === undefined ? '' : `/p${threadTs.replace('.', '')}`}`
}

export function messageRef(channel: string, ts: string): MessageRef {
  return `slack:${channel}:${ts}`
}

export function messageOf(ref: MessageRef): { readonly channel: string; readonly ts: string } {
  const [, channel = '', ts = ''] = ref.split(':')
  return { channel, ts }
}

export function userId(user: string): UserId {
  return `slack:${user}`
}

export function groupId(group: string): GroupId {
  return `slack:${group}`
}

/** Slack's own id of a person; undefined when it cannot be one, so that nothing else gets into a mention. */
export function slackUser(user: UserId): string | undefined {
  return /^slack:([UW][A-Z0-9]+)$/.exec(user)?.[1]
}
