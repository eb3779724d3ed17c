import { comparedWith } from './compared-with.ts'
import { type Distribution, distribution } from './distribution.ts'
import type { MonitorEvidence } from './evidence.ts'
import type { Finding } from './finding.ts'
import { duration, times, whole } from './numbers.ts'
import { type Slowdown, slowdown } from './slowdown.ts'

/** What a release may not do: take this many times as long. */
const INTOLERABLE = 2
/** It is surely slower when even the lower bound of the ratio is above this. */
const SURE = 1.25

/** Until then whatever has just started may be slow; that it fails is a fault at any time. */
const WARM_AFTER_MINUTES = 2

/** The usual request and the slow ones; the slowest of all say too little about the release. */
const QUANTILES = [
  { share: 0.5, who: 'half of the requests take' },
  { share: 0.9, who: 'nine in ten requests take' },
] as const

/** Compares how long requests take. */
export function lookAtLatency(evidence: MonitorEvidence): readonly Finding[] {
  const { baseline, window } = evidence
  const before = distribution(baseline.latenciesMs)
  const now = distribution(window.latenciesMs)
  if (before.count === 0 || now.count === 0) return notMeasured(before, now, comparedWith(evidence))
  const looks = QUANTILES.map(({ share, who }) => judged(slowdown(before, now, share), who, now, evidence))
  const worrying = looks.filter(({ verdict }) => verdict !== 'healthy')
  return worrying.length > 0 ? worrying : looks.slice(0, 1)
}

function judged(change: Slowdown, who: string, now: Distribution, evidence: MonitorEvidence): Finding {
  const compared = `${who} up to ${duration(change.nowMs)}, against ${duration(change.beforeMs)} ${comparedWith(evidence)}`
  if (change.low > SURE && evidence.minutes < WARM_AFTER_MINUTES) {
    return { verdict: 'watch', sentence: `It is slower so far, but it has only just started: ${compared}.` }
  }
  if (change.low > SURE) {
    return {
      verdict: 'roll-back',
      sentence: `It has become slower: ${compared}, at least ${times(change.low)} times as long.`,
    }
  }
  if (change.high < INTOLERABLE) return { verdict: 'healthy', sentence: `It is no slower: ${compared}.` }
  return {
    verdict: 'watch',
    inconclusive: true,
    sentence: `${whole(now.count)} requests are too few to tell whether it has become twice as slow: ${compared}.`,
  }
}

function notMeasured(before: Distribution, now: Distribution, then: string): readonly Finding[] {
  if (now.count === 0) return [{ verdict: 'healthy', sentence: 'I do not know how long requests take.' }]
  return before.count === 0 ? [{ verdict: 'healthy', sentence: `I do not know how long requests took ${then}.` }] : []
}
