import type { DeployPhase } from '../../../src/domain/release.ts'
import type { Clock } from '../../../src/ports/clock.ts'
import type { DeployOrder } from '../../../src/ports/deployer.ts'
import type { PlaceOrder } from '../../../src/ports/place-order.ts'
import { type Failed, failed } from '../../../src/ports/work-outcome.ts'
import type { Redact } from '../../process/log-tail.ts'
import type { KubeApi } from './kube-api.ts'
import type { KubernetesPlace } from './kubernetes-place.ts'
import type { Named } from './live-objects.ts'

/** One order that is carried out, and what with. */
export interface Undertaking<Order extends PlaceOrder = DeployOrder> {
  readonly api: KubeApi
  readonly place: KubernetesPlace
  readonly order: Order
  readonly report: (phase: DeployPhase) => Promise<void>
  readonly signal: AbortSignal
  readonly clock: Pick<Clock, 'now'>
  readonly redact: Redact
  /** How far the event log has come: no fencing token is larger. */
  readonly newestPosition: () => Promise<number>
}

export function namedOf({ place }: Pick<Undertaking, 'place'>): Named {
  return { namespace: place.namespace, name: place.deployment }
}

/** For how long the order has been in its phase, in milliseconds. */
export function waitedMs({ clock, order: { since } }: Pick<Undertaking<PlaceOrder>, 'clock' | 'order'>): number {
  return since === undefined ? 0 : clock.now().getTime() - Date.parse(since)
}

export function isInTime(undertaking: Pick<Undertaking<PlaceOrder>, 'clock' | 'order' | 'place'>): boolean {
  return waitedMs(undertaking) < undertaking.place.rolloutSeconds * 1_000
}

/** Ends an order whose Deployment cannot be used as it is. */
export class UnfitError extends Error {
  override readonly name = 'UnfitError'
  readonly outcome: Failed

  constructor(reason: string, nextStep: string) {
    super(reason)
    this.outcome = failed(reason, nextStep)
  }
}
