import type { Bus, BusMessage } from '../../src/ports/bus.ts'
import { checkPattern, checkTopic, matches } from './topics.ts'

interface Listener {
  readonly pattern: string
  readonly heard: (message: BusMessage) => void
}

/**
 * The bus of a process that has its database to itself, where nobody else could listen: it costs the database nothing.
 * Listeners are called before `publish` resolves.
 */
export function createMemoryBus(onError: (error: unknown) => void): Bus {
  const listeners = new Set<Listener>()
  const tell = ({ heard }: Listener, message: BusMessage): void => {
    try {
      heard(message)
    } catch (error) {
      onError(error)
    }
  }
  return {
    async publish(topic, data) {
      checkTopic(topic)
      for (const listener of [...listeners]) if (matches(listener.pattern, topic)) tell(listener, { topic, data })
    },
    subscribe(pattern, heard) {
      checkPattern(pattern)
      const listener = { pattern, heard }
      listeners.add(listener)
      return { listening: Promise.resolve(), stop: () => void listeners.delete(listener) }
    },
    async close() {
      listeners.clear()
    },
  }
}
