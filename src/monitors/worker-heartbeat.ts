import type { DecidingAgent, WorkerEntry } from '../domain/worker.ts'
import type { Bus } from '../ports/bus.ts'
import type { Clock } from '../ports/clock.ts'
import type { WorkerRegistry } from '../ports/worker-registry.ts'
import { type Loop, startLoop } from '../runtime/loop.ts'

/** This process as others see it, without its load, which is counted here. */
export type Self = Omit<WorkerEntry, 'inHand' | 'deciding'>

export interface WorkerHeartbeatParts {
  readonly registry: WorkerRegistry
  readonly bus: Bus
  readonly clock: Clock
  readonly self: Self
  /** Its agents, with their current load. */
  readonly deciding: () => readonly DecidingAgent[]
  readonly onError: (error: unknown) => void
}

/** Keeps this process registered; `stop` removes it from the list. */
export interface WorkerHeartbeat extends Loop {
  /** Counts the work as in hand until it ends. */
  during<Result>(work: () => Promise<Result>): Promise<Result>
}

/** Two renewals may fail before others take this process for lost. */
const LEASE_MS = 15_000
const RENEW_MS = 5_000
/** A step that starts has better to do than to wait for its number to be written down. */
const GATHER_MS = 100

/** Registers this process and renews its lease, a moment after it has taken or ended a step. */
export function startWorkerHeartbeat({
  registry,
  bus,
  clock,
  self,
  deciding,
  onError,
}: WorkerHeartbeatParts): WorkerHeartbeat {
  let inHand = 0
  let told = false
  const tell = (topic: 'worker.registered' | 'worker.left'): Promise<void> =>
    bus.publish(topic, { id: self.id, name: self.name, capabilities: self.capabilities }).catch(onError)

  const loop = startLoop({
    clock,
    async round() {
      await registry.register({ ...self, inHand, deciding: deciding() }, LEASE_MS)
      if (!told) void tell('worker.registered')
      told = true
      return new Date(clock.now().getTime() + RENEW_MS)
    },
    onError,
  })
  let callOff: (() => void) | undefined
  const count = (change: 1 | -1): void => {
    inHand += change
    callOff ??= clock.at(new Date(clock.now().getTime() + GATHER_MS), () => {
      callOff = undefined
      loop.wake()
    })
  }
  return {
    ...loop,
    async during(work) {
      count(1)
      try {
        return await work()
      } finally {
        count(-1)
      }
    },
    async stop() {
      callOff?.()
      await loop.stop()
      await registry.deregister(self.id).catch(onError)
      await tell('worker.left')
    },
  }
}
