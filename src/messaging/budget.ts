import type { Allowance, Room, Urgency } from '../ports/outbox.ts'
import type { ChannelSpent, PostingCall, PostingLimit, PostingLimits } from '../ports/posting-limits.ts'
import { roomAnywhere, roomOf } from './budget-room.ts'
import { bucketNamed, forgetFull, nameIn, type Rule, ruleOf, setRulesBack } from './budget-rule.ts'
import { type Bucket, readyAt, refilled, refused, resting, spent } from './token-bucket.ts'

/** A call that is to be made. */
export interface Spending {
  readonly call: PostingCall
  readonly channel: string
  readonly urgency: Urgency
}

/**
 * What a platform takes, in each of its workspaces: its published limits, and what its refusals have taught. Instants are
 * milliseconds since 1970.
 */
export interface Budget {
  /** Takes a call from the budget. Undefined when it may go; else when it may be tried again, and nothing was taken. */
  spend(spending: Spending, now: number): number | undefined
  allowance(now: number): Allowance
  /** New messages for which there is room whatever channels and workspaces they are for, without what is kept for answers. */
  room(now: number): number
  /** When something that is full now has room again. */
  nextAt(now: number): number | undefined
  /** The platform has refused a call, and asked to wait. */
  refused(spending: Spending, scope: 'call' | 'platform', forMs: number, now: number): void
  /** The platform has said that a channel has no room. */
  spent(said: ChannelSpent, now: number): void
}

/**
 * Where refusals in so many channels of a workspace are waited out at the same time, it is no channel that is too fast but all
 * of them: the call rests in that workspace.
 */
const CHANNELS_REFUSED = 3

/** Learned where a platform publishes no limit of a kind: as fast as they come until it refuses. */
const LEARNED: Pick<PostingLimit, 'perMinute' | 'burst' | 'reserve'> = { perMinute: 600, burst: 50, reserve: 0 }

export function createBudget({ limits, workspaceOf }: Pick<PostingLimits, 'limits' | 'workspaceOf'>): Budget {
  const rules = limits.map(ruleOf)
  /** What has refused a call of which nothing is published. */
  const learned: Rule[] = []
  let platformRestsUntil = 0
  let last = 0
  /** What was worked out by a clock that has been set back since would wait for where that stood. */
  const heedClock = (now: number): void => {
    if (now < last) setRulesBack([...rules, ...learned], now)
    last = now
  }

  const rulesFor = (call: PostingCall): readonly Rule[] => [...rules, ...learned].filter(({ of }) => of.includes(call))
  const named = (rule: Rule, channel: string): string => nameIn(rule, channel, workspaceOf)
  const bucketOf = (rule: Rule, channel: string, now: number): Bucket => bucketNamed(rule, named(rule, channel), now)
  const keep = (rule: Rule, channel: string, bucket: Bucket): void => {
    rule.buckets.set(named(rule, channel), bucket)
  }
  /** A rule of the channel for that call, made where there is none. */
  const ruleThatRefused = (call: PostingCall): Rule => {
    const about = rulesFor(call)
    const known = about.find(({ per }) => per === 'channel') ?? about[0]
    if (known) return known
    const made = ruleOf({ of: [call], per: 'channel', ...LEARNED })
    learned.push(made)
    return made
  }
  const waitOf = (rule: Rule, { channel, urgency }: Spending, now: number): number => {
    const needs = 1 + (urgency === 'progress' ? rule.reserve : 0)
    return readyAt(bucketOf(rule, channel, now), rule, needs)
  }
  const roomFor = (call: PostingCall, now: number): Room => roomOf(rulesFor(call), now < platformRestsUntil, now)

  return {
    spend(spending, now) {
      heedClock(now)
      const about = rulesFor(spending.call)
      const at = Math.max(platformRestsUntil, ...about.map((rule) => waitOf(rule, spending, now)))
      if (at > now) return at
      for (const rule of about) keep(rule, spending.channel, spent(bucketOf(rule, spending.channel, now)))
      return undefined
    },
    allowance(now) {
      heedClock(now)
      forgetFull([...rules, ...learned], now)
      return { post: roomFor('post', now), edit: roomFor('edit', now) }
    },
    room(now) {
      heedClock(now)
      return roomAnywhere(roomFor('post', now))
    },
    nextAt(now) {
      heedClock(now)
      const waits = [...rules, ...learned].flatMap((rule) =>
        [...rule.buckets.values()].flatMap((kept) => {
          const bucket = refilled(kept, rule, now)
          // What answers need, and what progress needs.
          return [readyAt(bucket, rule, 1), readyAt(bucket, rule, 1 + rule.reserve)]
        }),
      )
      const ahead = [platformRestsUntil, ...waits].filter((at) => at > now)
      return ahead.length > 0 ? Math.min(...ahead) : undefined
    },
    refused({ call, channel }, scope, forMs, now) {
      const until = now + forMs
      if (scope === 'platform') {
        platformRestsUntil = Math.max(platformRestsUntil, until)
        return
      }
      const rule = ruleThatRefused(call)
      keep(rule, channel, refused(bucketOf(rule, channel, now), until, now))
      if (rule.per !== 'channel') return
      const refusing = [...rule.buckets].flatMap(([name, { restsUntil }]) => (restsUntil > now ? [name] : []))
      for (const whole of rulesFor(call).filter(({ per }) => per !== 'channel')) {
        const beside = refusing.filter((other) => named(whole, other) === named(whole, channel))
        if (beside.length >= CHANNELS_REFUSED) keep(whole, channel, refused(bucketOf(whole, channel, now), until, now))
      }
    },
    spent({ call, channel, forMs }, now) {
      const rule = ruleThatRefused(call)
      keep(rule, channel, resting(bucketOf(rule, channel, now), now + forMs))
    },
  }
}
