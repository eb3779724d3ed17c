import type { EventBody, Stored } from '../../src/domain/event.ts'

/** Streams that were read or appended to last, whole, for a database that only this process writes. */
export interface RememberedStreams<Body extends EventBody> {
  read(stream: string): Promise<readonly Stored<Body>[]>
  /** What has just been committed. */
  appended(events: readonly Stored<Body>[]): void
  /** Nothing is known for sure any more. */
  forget(): void
}

/** The event with the end of a build's log is the largest, at some tens of kilobytes. */
const EVENTS_KEPT = 5_000

export function rememberStreams<Body extends EventBody>(
  readStream: (stream: string) => Promise<readonly Stored<Body>[]>,
): RememberedStreams<Body> {
  const kept = new Map<string, readonly Stored<Body>[]>()
  /** Reads under way; one that an append overtakes is not kept. */
  const reading = new Map<string, symbol>()
  let size = 0

  const weight = (events: readonly unknown[] | undefined): number => (events ? events.length + 1 : 0)
  const remove = (stream: string): void => {
    size -= weight(kept.get(stream))
    kept.delete(stream)
  }
  const keep = (stream: string, events: readonly Stored<Body>[]): void => {
    remove(stream)
    kept.set(stream, events)
    size += weight(events)
    for (const oldest of kept.keys()) {
      if (size <= EVENTS_KEPT) return
      remove(oldest)
    }
  }

  return {
    async read(stream) {
      const known = kept.get(stream)
      if (known) {
        keep(stream, known)
        return known
      }
      const mine = Symbol(stream)
      reading.set(stream, mine)
      const events = await readStream(stream)
      if (reading.get(stream) === mine) {
        reading.delete(stream)
        keep(stream, events)
      }
      return events
    },
    appended(events) {
      for (const [stream, added] of Map.groupBy(events, (event) => event.stream)) {
        reading.delete(stream)
        const before = added[0]?.version === 1 ? [] : kept.get(stream)
        if (before && before.length + 1 === added[0]?.version) keep(stream, [...before, ...added])
        else remove(stream)
      }
    },
    forget() {
      reading.clear()
      kept.clear()
      size = 0
    },
  }
}
