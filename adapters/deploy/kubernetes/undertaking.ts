import type { DeployPhase } from '../../../src/domain/release.ts'
import type { Clock } from '../../../src/ports/clock.ts'
import { type DeployOrder, HandedOverError } from '../../../src/ports/deployer.ts'
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

/** For how long something has been so, in milliseconds; no time at all where nobody knows. */
export function elapsedMs({ clock }: Pick<Undertaking, 'clock'>, since: string | undefined): number {
  return since === undefined ? 0 : clock.now().getTime() - Date.parse(since)
}

/** Each look raises the generation, so that now and then the controller has not seen the newest one: no time to decide. */
const PATIENCE_WITH_CONTROLLER_MS = 60_000

export function isInTime(
  undertaking: Pick<Undertaking, 'clock' | 'place'>,
  since: string | undefined,
  { isSeen }: { readonly isSeen: boolean } = { isSeen: true },
): boolean {
  const mostMs = undertaking.place.rolloutSeconds * 1_000 + (isSeen ? 0 : PATIENCE_WITH_CONTROLLER_MS)
  return elapsedMs(undertaking, since) < mostMs
}

/** Another worker has the order by now, so it is left as it is. @throws {HandedOverError} */
export function leaveIfHandedOver({ reason }: AbortSignal): void {
  if (reason instanceof HandedOverError) throw reason
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
