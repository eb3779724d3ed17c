import { BotError } from '../domain/errors.ts'
import type { Stored } from '../domain/event.ts'
import type { ShipmateEvent } from '../domain/events.ts'
import type { Append, EventLog } from '../ports/event-store.ts'

export type Cause = Pick<Append, 'correlationId' | 'causationId' | 'actor' | 'inboxKeys'>

/**
 * Reads streams and gathers what to append to them; both count for the version check. A stream read twice holds the same
 * both times: otherwise half a decision could rest on what it was before somebody else's append, and half on what it is since.
 */
export interface Transaction {
  read(stream: string): Promise<readonly Stored<ShipmateEvent>[]>
  append(stream: string, ...bodies: readonly ShipmateEvent[]): void
}

export type Transacted<Result> =
  | { readonly kind: 'done'; readonly result: Result; readonly events: readonly Stored<ShipmateEvent>[] }
  /** One of the inbox keys was seen before; nothing was appended. */
  | { readonly kind: 'duplicate' }

/** Losing this often in a row means that something else is wrong. */
const MOST_TRIES = 20

/**
 * Decides on what streams hold and appends what follows, all or nothing. When somebody else was quicker, reads and
 * decides again, so `decide` must have no effect of its own. Appending nothing is fine.
 */
export async function transact<Result>(
  log: EventLog<ShipmateEvent>,
  cause: Cause,
  now: Date,
  decide: (transaction: Transaction) => Promise<Result>,
): Promise<Transacted<Result>> {
  for (let tries = 0; tries < MOST_TRIES; tries++) {
    const reads = new Map<string, Promise<readonly Stored<ShipmateEvent>[]>>()
    const versions = new Map<string, number>()
    const appends = new Map<string, ShipmateEvent[]>()
    const readOnce = async (stream: string) => {
      const events = await log.readStream(stream)
      versions.set(stream, events.length)
      return events
    }
    const result = await decide({
      read(stream) {
        const read = reads.get(stream) ?? readOnce(stream)
        reads.set(stream, read)
        return read
      },
      append(stream, ...bodies) {
        appends.set(stream, [...(appends.get(stream) ?? []), ...bodies])
      },
    })
    if (appends.size === 0) return { kind: 'done', result, events: [] }
    const streams = [...appends].map(([stream, bodies]) => ({
      stream,
      expectedVersion: versions.get(stream) ?? 0,
      bodies,
    }))
    const appended = await log.append({ ...cause, streams, at: now })
    if (appended.kind === 'duplicate') return appended
    if (appended.kind === 'appended') return { kind: 'done', result, events: appended.events }
  }
  throw new ContentionError(`gave up after ${MOST_TRIES} lost races`)
}

/** Thrown when others kept appending first. Nothing was written; safe to try again. */
export class ContentionError extends BotError {
  override readonly name = 'ContentionError'
  readonly code = 'contention'
  readonly userMessage = 'Too much happened at once, so nothing was recorded. Please try again.'
}
