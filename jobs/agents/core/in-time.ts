import type { Clock } from '../../../src/ports/clock.ts'
import { within } from './within.ts'

/** Gathering facts takes at most so long: a repository that has to be fetched first may take minutes. */
const FACTS_MS = 2_000

/**
 * What a piece of work gives, or undefined when it fails or has given nothing in time: it is then not known. The work goes
 * on unheard, and what it brings is there the next time.
 */
export function inTime<Value>(clock: Clock, work: Promise<Value>): Promise<Value | undefined> {
  return within(
    clock,
    FACTS_MS,
    work.catch(() => undefined),
    undefined,
  )
}
