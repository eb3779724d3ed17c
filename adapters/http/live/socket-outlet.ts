import type { WebSocket } from '@fastify/websocket'
import type { Clock } from '../../../src/ports/clock.ts'
import type { Told } from './frames.ts'

/** What a reader may leave lying before the next frame waits. */
const KEPT_BYTES = 64 * 1024
/** A reader that takes nothing for so long is cut off. It can read on from where it was. */
const TAKEN_WITHIN_MS = 30_000

/** Frames for one reader. */
export interface SocketOutlet {
  /** Aborted when the reader has left, or was cut off. */
  readonly left: AbortSignal
  /** Resolves when there is room for more, or nobody reads any more. */
  write(told: Told): Promise<void>
  /** Asks whether somebody is there; cuts off who has not answered the time before. */
  beat(): void
}

export function createSocketOutlet(socket: WebSocket, clock: Clock): SocketOutlet {
  const left = new AbortController()
  let isThere = true
  const seen = (): void => {
    isThere = true
  }
  socket.on('pong', seen)
  socket.on('message', seen)
  socket.on('close', () => left.abort())
  return {
    left: left.signal,
    async write(told) {
      if (left.signal.aborted) return
      const { promise, resolve } = Promise.withResolvers<void>()
      socket.send(JSON.stringify(told), () => resolve())
      if (socket.bufferedAmount <= KEPT_BYTES) return
      const cancel = clock.at(new Date(clock.now().getTime() + TAKEN_WITHIN_MS), () => socket.terminate())
      await promise
      cancel()
    },
    beat() {
      // Nothing is read of one that is paused, its answers neither.
      if (!isThere && !socket.isPaused) return socket.terminate()
      isThere = false
      socket.ping()
    },
  }
}
