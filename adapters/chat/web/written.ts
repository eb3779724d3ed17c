import type { Bus } from '../../../src/ports/bus.ts'
import type { Clock } from '../../../src/ports/clock.ts'

/** Tells who reads a session that something was written into it, by whichever process. */
export interface Written {
  tell(session: string): void
  /**
   * Calls `heard` at each write, and as often as said without a reason: the bus keeps nothing, so what it did not bring is
   * found by a look. Returns how to stop.
   */
  listen(session: string, heard: () => void, lookEveryMs: number): () => void
  stop(): void
}

const TOPIC = 'web.written'

export function createWritten(bus: Bus, clock: Clock, onError: (error: unknown) => void): Written {
  const listeners = new Map<string, Set<() => void>>()
  const subscription = bus.subscribe(TOPIC, ({ data: { session } }) => {
    for (const heard of listeners.get(String(session)) ?? []) heard()
  })
  subscription.listening.catch(onError)

  return {
    tell(session) {
      bus.publish(TOPIC, { session }).catch(onError)
    },
    listen(session, heard, lookEveryMs) {
      const all = listeners.get(session) ?? new Set()
      listeners.set(session, all.add(heard))
      const stopLooking = every(clock, lookEveryMs, heard)
      return () => {
        stopLooking()
        all.delete(heard)
        if (all.size === 0) listeners.delete(session)
      }
    },
    stop: () => subscription.stop(),
  }
}

function every(clock: Clock, ms: number, call: () => void): () => void {
  let cancel = (): void => {}
  const wait = (): void => {
    cancel = clock.at(new Date(clock.now().getTime() + ms), () => {
      wait()
      call()
    })
  }
  wait()
  return () => cancel()
}
