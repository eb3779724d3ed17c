/**
 * So many calls at once, and so many a minute after that. What is left is worked out when it is asked for, from the clock;
 * there is no timer.
 */
export interface Rate {
  /** At least 1. */
  readonly burst: number
  /** Above 0. */
  readonly perMinute: number
}

export interface Bucket {
  readonly tokens: number
  /** Milliseconds since 1970: when `tokens` was right. */
  readonly at: number
  /** The share of the published rate that the platform has been found to take, from {@link LEAST_PACE} to 1. */
  readonly pace: number
  /** When the pace was last changed. */
  readonly pacedAt: number
  /** Nothing before then. */
  readonly restsUntil: number
}

/** A refused platform is tried at half the pace, and never at less than an eighth: its Retry-After says the rest. */
const SLOWER = 0.5
const LEAST_PACE = 1 / 8
/** A tenth of the published rate is given again for each minute without a refusal. */
const FASTER = 0.1
const FASTER_EVERY_MS = 60_000

export function fullBucket({ burst }: Rate, now: number): Bucket {
  return { tokens: burst, at: now, pace: 1, pacedAt: now, restsUntil: 0 }
}

export function refilled(bucket: Bucket, rate: Rate, now: number): Bucket {
  const paced = faster(bucket, now)
  const grown = ((now - bucket.at) / 60_000) * rate.perMinute * paced.pace
  return { ...paced, tokens: Math.min(rate.burst, bucket.tokens + Math.max(0, grown)), at: Math.max(now, bucket.at) }
}

/**
 * After the clock was set back. A bucket that was right at a moment that is still to come, and not because it rests until then,
 * gets its next tokens from now on; what it rested until was over by the clock of before.
 */
export function setBack(bucket: Bucket, now: number): Bucket {
  if (bucket.at <= now || bucket.at <= bucket.restsUntil) return bucket
  return { ...bucket, at: now, pacedAt: Math.min(bucket.pacedAt, now), restsUntil: Math.min(bucket.restsUntil, now) }
}

/** Calls that may go at this moment; a fraction counts for none. */
export function callsLeft({ tokens, restsUntil }: Bucket, now: number): number {
  return now < restsUntil ? 0 : Math.floor(tokens + ROUNDING)
}

/** What is lost when fractions are added up. */
const ROUNDING = 1e-6

export function spent(bucket: Bucket): Bucket {
  return { ...bucket, tokens: bucket.tokens - 1 }
}

/** The platform has refused a call: it gets nothing until then, and then goes slower. */
export function refused(bucket: Bucket, until: number, now: number): Bucket {
  const pace = now < bucket.restsUntil ? bucket.pace : Math.max(LEAST_PACE, bucket.pace * SLOWER)
  return { tokens: 1, at: Math.max(now, until), pace, pacedAt: until, restsUntil: Math.max(bucket.restsUntil, until) }
}

/** The platform has said when there is room again: that is no refusal. */
export function resting(bucket: Bucket, until: number): Bucket {
  return { ...bucket, restsUntil: Math.max(bucket.restsUntil, until) }
}

/** When so many calls may go; `bucket` as refilled now. */
export function readyAt({ tokens, at, pace, restsUntil }: Bucket, rate: Rate, calls: number): number {
  const lacking = Math.max(0, calls - tokens - ROUNDING)
  return Math.max(restsUntil, at + Math.ceil((lacking / (rate.perMinute * pace)) * 60_000))
}

function faster(bucket: Bucket, now: number): Bucket {
  const times = Math.floor((now - bucket.pacedAt) / FASTER_EVERY_MS)
  if (bucket.pace === 1 || times < 1) return bucket
  const pace = Math.min(1, bucket.pace + FASTER * times)
  return { ...bucket, pace, pacedAt: bucket.pacedAt + times * FASTER_EVERY_MS }
}
