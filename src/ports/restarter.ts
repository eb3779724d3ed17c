import type { DeployPhase, Release } from '../domain/release.ts'
import type { DeployOutcome } from './deployer.ts'
import type { PlaceOrder } from './place-order.ts'

export interface RestartOrder extends PlaceOrder {
  /** What was live there when the task was planned; left out where nobody knows. */
  readonly release?: Release
}

/**
 * Replaces the running instances of a service with new ones of the same release, with no gap where the target can.
 *
 * Report `starting` right before the first effect: an order that comes again with `since` may have had it. The same task
 * does not restart twice where it can be told that it was done: look for a mark of the task before doing it again, and
 * where there can be none, end as `failed` and say that nobody knows. An older token than one already seen ends as
 * `failed`, changing nothing. Aborted before `switched` was reported, it leaves what served as it was and ends as
 * `cancelled`, where that is still possible; after it, the signal has no effect. When the order is handed over
 * (`HandedOverError`), another worker has it: whatever this call returns is not recorded. `paused` ends the call; the order comes again at that time.
 */
export interface Restarter {
  restart(
    order: RestartOrder,
    report: (phase: DeployPhase) => Promise<void>,
    signal: AbortSignal,
  ): Promise<DeployOutcome>
}
