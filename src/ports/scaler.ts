import type { EnvironmentId, ServiceId } from '../domain/ids.ts'
import type { DeployPhase } from '../domain/release.ts'
import type { Scale } from '../domain/scale.ts'
import type { DeployOutcome } from './deployer.ts'
import type { PlaceOrder } from './place-order.ts'

export interface ScaleOrder extends PlaceOrder {
  /** How many instances there are to be, 0 to 1,000. */
  readonly count: number
  /** How many there were when it was planned. */
  readonly from?: number
}

/**
 * Changes how many instances of a service run. The same order again changes nothing more. Report `starting` right before
 * the effect, and `switched` when as many serve: from then on it cannot fail or be cancelled. Tokens, signal and `paused`
 * as in `Restarter.restart`; an order that is aborted after its effect sets the number that was there before, where it is
 * known, and ends as `cancelled`.
 */
export interface Scaler {
  scale(order: ScaleOrder, report: (phase: DeployPhase) => Promise<void>, signal: AbortSignal): Promise<DeployOutcome>
  /** How many there are now, for the plan; undefined where nothing is deployed or nobody can tell. */
  scaleNow(service: ServiceId, environment: EnvironmentId): Promise<Scale | undefined>
}
