import type { Clock } from '../../../src/ports/clock.ts'
import { within } from './within.ts'

/** Gathering facts takes at most so long: a repository that has to be fetched first may take minutes. */
const FACTS_MS = 2_000

/**
 * The result of some work, or undefined (not known) when it fails or is late. Late work keeps running with nobody
 * waiting, and its result is there the next time.
 */
export function inTime<Value>(clock: Clock, work: Promise<Value>): Promise<Value | undefined> {
  return within(
    clock,
    FACTS_MS,
    work.catch(() => undefined),
    undefined,
  )
}
