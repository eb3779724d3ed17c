import type { EventBody, Stored } from '../../src/domain/event.ts'

/** The end of the log as this process has appended it, without gaps; those who follow the log need not read it again. */
export interface LogTail<Body extends EventBody> {
  appended(events: readonly Stored<Body>[]): void
  /** What follows a position, at most `limit`; undefined where that must be read. */
  after(position: number, limit: number): readonly Stored<Body>[] | undefined
  /** Something may have been appended that is not known here. */
  forget(): void
}

/** Whoever follows the log is seldom further behind. */
const KEPT = 1_000

/** @param onlyProcess Nobody else appends, so that after the last one there is nothing. */
export function createLogTail<Body extends EventBody>(onlyProcess: boolean): LogTail<Body> {
  let tail: readonly Stored<Body>[] = []
  return {
    appended(events) {
      const [first] = events
      if (!first) return
      // What another process has appended in between is not known here.
      const isNext = tail.at(-1)?.position === first.position - 1
      tail = (isNext ? [...tail, ...events] : events).slice(-KEPT)
    },
    after(position, limit) {
      const [first, last] = [tail[0], tail.at(-1)]
      if (!first || !last || position < first.position - 1) return undefined
      if (position >= last.position) return onlyProcess ? [] : undefined
      const start = position - first.position + 1
      return tail.slice(start, start + limit)
    },
    forget() {
      tail = []
    },
  }
}
