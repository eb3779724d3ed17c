import type { ThreadId, UserId } from '../domain/ids.ts'

/** The two calls that put a card in a chat. */
export const POSTING_CALLS = ['post', 'edit'] as const
export type PostingCall = (typeof POSTING_CALLS)[number]

/** One of the limits that a platform publishes. A call must keep all that are about it. */
export interface PostingLimit {
  readonly of: readonly PostingCall[]
  /** Whether each channel has its own, each workspace that the bot is installed in, or all messages share one. */
  readonly per: 'channel' | 'workspace' | 'platform'
  /** Calls a minute, on and on; above 0. */
  readonly perMinute: number
  /** Calls at once after a pause; at least 1. */
  readonly burst: number
  /** Of these, so many are kept for what is no progress; less than `burst`. */
  readonly reserve: number
}

/** How fast a platform takes messages, given by its adapter. */
export interface PostingLimits {
  readonly limits: readonly PostingLimit[]
  /**
   * Which channel's limits a place falls under: the first two parts of its id, as `slack:C1` of `slack:C1:1700.1`, or all of it.
   */
  channelOf(place: ThreadId | UserId): string
  /**
   * Which workspace's limits a place or its channel falls under: the platform's name, as `slack` of `slack:C1`, or where the id
   * names a workspace before a dot, all up to there: `slack:T2` of `slack:T2.C1:1700.1`.
   */
  workspaceOf(place: ThreadId | UserId): string
  /** Tells what the platform says of itself beside its answers; left out where it says nothing. */
  listen?(hear: (spent: ChannelSpent) => void): void
}

/** The platform has said that a channel takes none of these calls for so long. */
export interface ChannelSpent {
  readonly call: PostingCall
  readonly channel: string
  readonly forMs: number
}
