import type { AskingWords } from '../../domain/asking-words.ts'
import { anyOf, whole } from './patterns.ts'

/** What holds an order back, by its words. */
export interface HoldPatterns {
  /** One of the others may match. */
  readonly any: RegExp
  /** The order itself is to wait, or is somebody else's: “wait with the deployment of web”. */
  readonly starts: RegExp
  /** Behind an order, up to the end of its part. */
  readonly tail: RegExp
  /** At the start of a part. */
  readonly opens: RegExp
  /** Anywhere in a part. */
  readonly within: RegExp
  /** Something to do in a part that opens with a condition: “if it fails roll back”. */
  readonly actsWithin: RegExp
  /** At its start. */
  readonly acts: RegExp
  /** Takes back the order before it, with nothing else in its part. */
  readonly denied: RegExp
  /** A single word before the order that may be somebody's name: “ben, deploy web”. */
  readonly addresses: RegExp
  readonly negates: RegExp
  readonly or: RegExp
  readonly but: RegExp
  /** Each that only looks like one. */
  readonly courtesy: RegExp
  /** Behind it nothing holds back. */
  readonly reason: RegExp
}

const known = new WeakMap<AskingWords, HoldPatterns>()

/** The same for the same words. */
export function holdPatternsFrom(words: AskingWords): HoldPatterns {
  const before = known.get(words)
  if (before) return before
  const patterns = patternsOf(words)
  known.set(words, patterns)
  return patterns
}

function patternsOf({ several, conditions, courtesies, holds }: AskingWords): HoldPatterns {
  const only = `(?:${anyOf([...several.but, ...several.and, ...several.next, ...holds.only])}\\s+){0,3}`
  const condition = `(?<![\\p{L}\\p{N}/._-])(?:${anyOf(conditions)}(?![\\p{L}\\p{N}/._-])(?!\\s+\\d)|(?:${holds.later.join('|')})(?![\\p{L}\\p{N}/._-]))`
  const negation = whole(`(?:${holds.negates.join('|')})`)
  const starts = String.raw`^(?:<?@\S+ )?(?:${anyOf(several.polite)}\s+)*(?:${holds.starts.join('|')})(?!\p{L})`
  const acts = `(?:${anyOf(holds.acts)})`
  return {
    any: new RegExp(
      [
        String.raw`^\W{0,3}(?:<?@\S+ )?(?:\p{L}+ )?\p{L}[\p{L}'-]{1,30},\s`,
        condition,
        negation,
        whole(anyOf(several.or)),
        whole(`(?:${holds.denied.join('|')})`),
        starts,
      ].join('|'),
      'iu',
    ),
    starts: new RegExp(starts, 'iu'),
    tail: new RegExp(`(?<!${whole(anyOf(holds.because))})\\s+${only}${condition}.*$`, 'isu'),
    opens: new RegExp(`^${only}${condition}`, 'iu'),
    within: new RegExp(condition, 'iu'),
    actsWithin: new RegExp(`\\s${acts}(?![\\p{L}\\p{N}])`, 'iu'),
    acts: new RegExp(`^(?:${anyOf(several.polite)}\\s+)*${acts}(?![\\p{L}\\p{N}])`, 'iu'),
    denied: new RegExp(
      `^(?:${anyOf([...several.but, ...several.polite])}\\s+)*(?:${holds.denied.join('|')})[\\s.!?]*$`,
      'iu',
    ),
    addresses: new RegExp(
      `^(?!${anyOf([...several.polite, ...several.corrects, ...several.asks, ...several.orders, ...several.and, ...several.but, ...several.next, ...several.later, ...holds.openers])}$)(?!.*(?:bot|shipmate))(?:(?:hey|hi|hello|hallo|hola|dear) )?\\p{L}[\\p{L}'-]{1,30}$`,
      'iu',
    ),
    negates: new RegExp(negation, 'iu'),
    or: new RegExp(`^${anyOf(several.or)}(?![\\p{L}\\p{N}])`, 'iu'),
    but: new RegExp(`(?<!${whole(anyOf(holds.anything))})\\s+${anyOf(several.but)}\\s+`, 'iu'),
    courtesy: new RegExp(whole(`(?:${[...courtesies, ...holds.courtesies].join('|')})`), 'giu'),
    reason: new RegExp(`\\s${anyOf(holds.reasons)}\\s`, 'iu'),
  }
}
