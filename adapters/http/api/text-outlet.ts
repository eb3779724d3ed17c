import { Readable } from 'node:stream'
import type { Clock } from '../../../src/ports/clock.ts'

/** What a reader may leave lying before the next message waits. */
const KEPT_BYTES = 64 * 1024
/** A reader that takes nothing for so long is cut off. It can read on from where it was. */
const TAKEN_WITHIN_MS = 30_000

/** Text for one reader over a long connection. */
export interface TextOutlet {
  readonly stream: Readable
  /** Aborted when the reader has left, or was cut off for taking nothing. */
  readonly left: AbortSignal
  /** Resolves when there is room for more, or nobody reads any more. */
  write(text: string): Promise<void>
  /** Writes only where nothing else waits. */
  beat(text: string): void
  end(): void
  /** Ends it as a connection ends that breaks: its reader knows that there is more. */
  breakOff(): void
}

export function createTextOutlet(clock: Clock): TextOutlet {
  const left = new AbortController()
  let taken = (): void => {}
  const stream = new Readable({ highWaterMark: KEPT_BYTES, read: () => taken() })
  stream.on('close', () => {
    left.abort()
    taken()
  })
  return {
    stream,
    left: left.signal,
    async write(text) {
      if (stream.destroyed || stream.push(text)) return
      const { promise, resolve } = Promise.withResolvers<void>()
      taken = resolve
      const cancel = clock.at(new Date(clock.now().getTime() + TAKEN_WITHIN_MS), () => stream.destroy())
      await promise
      cancel()
    },
    beat(text) {
      if (!stream.destroyed && stream.readableLength === 0) stream.push(text)
    },
    end: () => {
      if (!stream.destroyed) stream.push(null)
    },
    breakOff: () => void stream.destroy(),
  }
}
