import type { Allowance, Room, Urgency } from '../ports/outbox.ts'
import type { ChannelSpent, PostingCall, PostingLimit, PostingLimits } from '../ports/posting-limits.ts'
import { type Bucket, callsLeft, fullBucket, readyAt, refilled, refused, resting, spent } from './token-bucket.ts'

/** A call that is to be made. */
export interface Spending {
  readonly call: PostingCall
  readonly channel: string
  readonly urgency: Urgency
}

/** What a platform takes: its published limits, and what its refusals have taught. Instants are milliseconds since 1970. */
export interface Budget {
  /** Takes a call from the budget. Undefined when it may go; else when it may be tried again, and nothing was taken. */
  spend(spending: Spending, now: number): number | undefined
  allowance(now: number): Allowance
  /** New messages for which there is room whatever channels they are for, without what is kept for answers. */
  room(now: number): number
  /** When something that is full now has room again. */
  nextAt(now: number): number | undefined
  /** The platform has refused a call, and asked to wait. */
  refused(spending: Spending, scope: 'call' | 'platform', forMs: number, now: number): void
  /** The platform has said that a channel has no room. */
  spent(said: ChannelSpent, now: number): void
}

/**
 * Where refusals in so many channels are waited out at the same time, it is no channel that is too fast but all of them: the
 * call rests everywhere.
 */
const CHANNELS_REFUSED = 3

/** Learned where a platform publishes no limit of a kind: as fast as they come until it refuses. */
const LEARNED: Pick<PostingLimit, 'perMinute' | 'burst' | 'reserve'> = { perMinute: 600, burst: 50, reserve: 0 }

export function createBudget({ limits }: Pick<PostingLimits, 'limits'>): Budget {
  const rules = limits.map(ruleOf)
  /** What has refused a call of which nothing is published. */
  const learned: Rule[] = []
  let platformRestsUntil = 0

  const rulesFor = (call: PostingCall): readonly Rule[] => [...rules, ...learned].filter(({ of }) => of.includes(call))
  const bucketOf = (rule: Rule, channel: string, now: number): Bucket => {
    const known = rule.buckets.get(nameIn(rule, channel))
    return known ? refilled(known, rule, now) : fullBucket(rule, now)
  }
  const keep = (rule: Rule, channel: string, bucket: Bucket): void => {
    rule.buckets.set(nameIn(rule, channel), bucket)
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
      const about = rulesFor(spending.call)
      const at = Math.max(platformRestsUntil, ...about.map((rule) => waitOf(rule, spending, now)))
      if (at > now) return at
      for (const rule of about) keep(rule, spending.channel, spent(bucketOf(rule, spending.channel, now)))
      return undefined
    },
    allowance(now) {
      forgetFull([...rules, ...learned], now)
      return { post: roomFor('post', now), edit: roomFor('edit', now) }
    },
    room(now) {
      const { most, reserve, full, answersOnly } = roomFor('post', now)
      if (full.length + answersOnly.length > 0) return 0
      return most === undefined ? Infinity : Math.max(0, most - reserve)
    },
    nextAt(now) {
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
      const refusing = [...rule.buckets.values()].filter(({ restsUntil }) => restsUntil > now)
      if (rule.per !== 'channel' || refusing.length < CHANNELS_REFUSED) return
      for (const whole of rulesFor(call).filter(({ per }) => per === 'platform'))
        keep(whole, '', refused(bucketOf(whole, '', now), until, now))
    },
    spent({ call, channel, forMs }, now) {
      const rule = ruleThatRefused(call)
      keep(rule, channel, resting(bucketOf(rule, channel, now), now + forMs))
    },
  }
}

interface Rule extends PostingLimit {
  /** By channel; one for all where they share it. */
  readonly buckets: Map<string, Bucket>
}

const ruleOf = (limit: PostingLimit): Rule => ({ ...limit, buckets: new Map() })

const nameIn = ({ per }: Rule, channel: string): string => (per === 'channel' ? channel : '')

function roomOf(rules: readonly Rule[], isResting: boolean, now: number): Room {
  const ofChannels = rules.filter(({ per }) => per === 'channel')
  const withLess = (least: (rule: Rule) => number): readonly string[] =>
    ofChannels.flatMap((rule) =>
      [...rule.buckets].flatMap(([channel, kept]) =>
        callsLeft(refilled(kept, rule, now), now) < least(rule) ? [channel] : [],
      ),
    )
  const whole = rules
    .filter(({ per }) => per === 'platform')
    .map((rule) => ({
      left: callsLeft(refilled(rule.buckets.get('') ?? fullBucket(rule, now), rule, now), now),
      reserve: rule.reserve,
    }))
  const most = isResting ? 0 : whole.length > 0 ? Math.min(...whole.map(({ left }) => left)) : undefined
  return {
    ...(most !== undefined && { most }),
    reserve: Math.max(0, ...whole.map(({ reserve }) => reserve)),
    ...(ofChannels.length > 0 && { mostInChannel: Math.min(...ofChannels.map(({ burst }) => burst)) }),
    full: withLess(() => 1),
    answersOnly: withLess((rule) => 1 + rule.reserve),
  }
}

/** A bucket that is full again, at full pace, says nothing. */
function forgetFull(rules: readonly Rule[], now: number): void {
  for (const rule of rules)
    for (const [name, kept] of rule.buckets) {
      const bucket = refilled(kept, rule, now)
      if (bucket.tokens >= rule.burst && bucket.pace === 1 && bucket.restsUntil <= now) rule.buckets.delete(name)
    }
}
