import type { WorkerEntry } from '../../src/domain/worker.ts'
import type { Clock } from '../../src/ports/clock.ts'
import { FORGOTTEN_AFTER_MS, type WorkerRegistry } from '../../src/ports/worker-registry.ts'

interface Entry {
  readonly agent: WorkerEntry
  readonly since: number
  readonly seen: number
  readonly leaseUntil: number
}

/** The registry for rehearsals: in this process, by a clock that is moved by hand. */
export function createMemoryRegistry(clock: Clock): WorkerRegistry {
  const entries = new Map<string, Entry>()
  return {
    async register(agent, leaseMs) {
      const now = clock.now().getTime()
      const since = entries.get(agent.id)?.since ?? now
      entries.set(agent.id, { agent, since, seen: now, leaseUntil: now + leaseMs })
    },
    async deregister(id) {
      entries.delete(id)
    },
    async list() {
      const now = clock.now().getTime()
      return [...entries.values()]
        .filter(({ leaseUntil }) => now < leaseUntil + FORGOTTEN_AFTER_MS)
        .map(({ agent, since, seen, leaseUntil }) => ({
          ...agent,
          state: now < leaseUntil ? 'live' : 'lost',
          registeredForMs: now - since,
          lastSeenMs: now - seen,
        }))
    },
  }
}
