import type { GroupId, ThreadId, UserId } from './ids.ts'
import type { Language } from './language.ts'
import type { Place } from './place.ts'

/** How long a log is followed. */
export const FOLLOWED_MS = 2 * 60_000

/** How many are followed at once: each reads what runs and edits a message every few seconds. */
export const MOST_FOLLOWS = 3

/** Somebody wants to see for a while what a service writes. */
export interface FollowRequested extends Place {
  readonly follow: string
  readonly thread: ThreadId
  readonly by: UserId
  readonly groups: readonly GroupId[]
  /** What that person speaks; absent: English. */
  readonly language?: Language
  /** Only lines with all of these. */
  readonly words: readonly string[]
  /** ISO 8601 in UTC. */
  readonly until: string
  /** Of the button that ends it. */
  readonly button: string
  /** The message under which a thought was shown: the log takes its place. */
  readonly inPlaceOf?: string
}

/** `time`: its time was over. `replaced`: its person follows another one. `cut`: the process that followed it is gone. */
export const FOLLOW_ENDS = ['time', 'stopped', 'replaced', 'cut', 'refused', 'failed'] as const
export type FollowEnd = (typeof FOLLOW_ENDS)[number]

export type FollowEvent =
  | ({ readonly type: 'log.follow.requested' } & FollowRequested)
  /** One process follows it: the others leave it alone. */
  | { readonly type: 'log.follow.taken'; readonly follow: string; readonly process: string }
  /** `lines`: the last ones, without secrets, as they stay in the thread; left out where they may not stay, or nobody knows them. */
  | {
      readonly type: 'log.follow.ended'
      readonly follow: string
      readonly how: FollowEnd
      readonly lines?: readonly string[]
      readonly by?: UserId
    }

export interface Follow extends FollowRequested {
  readonly requestedAt: string
  readonly process?: string
  readonly ended?: {
    readonly how: FollowEnd
    readonly lines?: readonly string[]
    readonly at: string
    readonly by?: UserId
  }
}

export const followStream = (follow: string): string => `follow-${follow}`

export const isOfFollow = <Body extends { readonly type: string }>(body: Body): body is Extract<Body, FollowEvent> =>
  body.type.startsWith('log.follow.')

export function evolveFollow(before: Follow | undefined, body: FollowEvent, at: string): Follow | undefined {
  switch (body.type) {
    case 'log.follow.requested': {
      const { type: _, ...requested } = body
      return { ...requested, requestedAt: at }
    }
    case 'log.follow.taken':
      return before && { ...before, process: body.process }
    case 'log.follow.ended': {
      const { type: _, follow: __, ...ended } = body
      return before && { ...before, ended: { ...ended, at } }
    }
  }
}
