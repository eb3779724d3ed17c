import type { EventBody, Stored } from '../../src/domain/event.ts'

/** What belongs to one request is shorter, and read a few times only. */
const LONG = 100
/** Of all streams; a lock event, of which there are most, takes less than a kilobyte. */
const EVENTS_KEPT = 20_000

export interface LongStreams<Body extends EventBody> {
  read(stream: string): Promise<readonly Stored<Body>[]>
  forget(): void
}

/**
 * Streams of a place or person grow for ever, two events a deployment. Events do not change, so only those are read that came
 * since the last time, whichever process appended them.
 *
 * @param readAfter The events of a stream after a version, in order.
 */
export function rememberLongStreams<Body extends EventBody>(
  readAfter: (stream: string, version: number) => Promise<readonly Stored<Body>[]>,
): LongStreams<Body> {
  const kept = new Map<string, readonly Stored<Body>[]>()
  let size = 0

  function remove(stream: string): void {
    size -= kept.get(stream)?.length ?? 0
    kept.delete(stream)
  }

  /** The one that was read last is the last to be forgotten. */
  function keep(stream: string, events: readonly Stored<Body>[]): void {
    remove(stream)
    kept.set(stream, events)
    size += events.length
    for (const oldest of kept.keys()) {
      if (size <= EVENTS_KEPT) return
      remove(oldest)
    }
  }

  return {
    async read(stream) {
      const before = kept.get(stream) ?? []
      const newer = await readAfter(stream, before.length)
      const events = newer.length === 0 ? before : [...before, ...newer]
      if (events.length >= LONG) keep(stream, events)
      return events
    },
    forget() {
      kept.clear()
      size = 0
    },
  }
}
