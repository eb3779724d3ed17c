import { withDeadLinks } from '../../../../src/llm/without-links.ts'
import type { CauseKind } from './evidence.ts'

/**
 * How near to the root something lies. A build that was killed shows failed tests as well; a test that cannot reach its
 * database failed because of the network; and what a tool says in general is the cause only when nothing better is known.
 */
export const RANKS = ['fatal', 'surroundings', 'own', 'general'] as const
export type Rank = (typeof RANKS)[number]

/** What a cause looks like in a log. */
export interface CausePattern {
  readonly kind: CauseKind
  readonly rank: Rank
  /** Applied to one line at a time. Repetitions that can start in many places are bounded. */
  readonly line: RegExp
  /** Lines that only look like it. */
  readonly unless?: RegExp
  /** The sentence begins with its verb: what failed is its subject. */
  readonly isOfRelease?: true
  /** The sentence for people, from what the groups of `line` hold: `''` for those that matched nothing. */
  readonly cause: (...groups: readonly string[]) => string
  readonly nextStep: string
  /** How many of the lines that follow belong to it. */
  readonly follows?: number
}

const LONGEST_QUOTE = 120

/** A piece of a log inside a sentence of ours. */
export function quoted(text: string): string {
  const short = withDeadLinks(text)
    .trim()
    .replace(/[.,;:]+$/, '')
  return `“${short.length > LONGEST_QUOTE ? `${short.slice(0, LONGEST_QUOTE - 1)}…` : short}”`
}
