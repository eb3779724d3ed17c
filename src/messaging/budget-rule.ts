import type { PostingLimit, PostingLimits } from '../ports/posting-limits.ts'
import { type Bucket, callsLeft, fullBucket, refilled, setBack } from './token-bucket.ts'

/** A limit, and what is left of it. */
export interface Rule extends PostingLimit {
  /** By channel or workspace; one for all where they share it. */
  readonly buckets: Map<string, Bucket>
}

export const ruleOf = (limit: PostingLimit): Rule => ({ ...limit, buckets: new Map() })

/** Whose bucket of a rule a channel's calls are taken from. */
export function nameIn({ per }: Pick<Rule, 'per'>, channel: string, workspaceOf: PostingLimits['workspaceOf']): string {
  switch (per) {
    case 'channel':
      return channel
    case 'workspace':
      return workspaceOf(channel)
    case 'platform':
      return ''
  }
}

/** Calls that may go at this moment, by whose bucket they are taken from; a bucket that is not there is full. */
export function leftIn(rule: Rule, now: number): readonly (readonly [string, number])[] {
  return [...rule.buckets].map(([name, kept]) => [name, callsLeft(refilled(kept, rule, now), now)])
}

/** A bucket that is full again, at full pace, says nothing. */
export function forgetFull(rules: readonly Rule[], now: number): void {
  for (const rule of rules)
    for (const [name, kept] of rule.buckets) {
      const bucket = refilled(kept, rule, now)
      if (bucket.tokens >= rule.burst && bucket.pace === 1 && bucket.restsUntil <= now) rule.buckets.delete(name)
    }
}

/** The clock was set back. */
export function setRulesBack(rules: readonly Rule[], now: number): void {
  for (const { buckets } of rules) for (const [name, kept] of buckets) buckets.set(name, setBack(kept, now))
}

export function bucketNamed(rule: Rule, name: string, now: number): Bucket {
  const known = rule.buckets.get(name)
  return known ? refilled(known, rule, now) : fullBucket(rule, now)
}
