import type { EventBody, Stored } from '../../src/domain/event.ts'

/**
 * The end of the log in a database that only this process writes; those who follow the log need not read it again. With several
 * processes a short answer would not say that nothing follows.
 */
export interface LogTail<Body extends EventBody> {
  appended(events: readonly Stored<Body>[]): void
  /** What follows a position, at most `limit`; undefined where that must be read. */
  after(position: number, limit: number): readonly Stored<Body>[] | undefined
  /** Something may have been appended that is not known here. */
  forget(): void
}

/** Reactors are seldom further behind. */
const KEPT = 1_000

export function createLogTail<Body extends EventBody>(): LogTail<Body> {
  let tail: readonly Stored<Body>[] = []
  return {
    appended(events) {
      const [first] = events
      if (!first) return
      // A rebuild moves the end of the log too.
      const isNext = tail.at(-1)?.position === first.position - 1
      tail = (isNext ? [...tail, ...events] : events).slice(-KEPT)
    },
    after(position, limit) {
      const [first, last] = [tail[0], tail.at(-1)]
      if (!first || !last || position < first.position - 1) return undefined
      const start = Math.max(0, position - first.position + 1)
      return tail.slice(start, start + limit)
    },
    forget() {
      tail = []
    },
  }
}
