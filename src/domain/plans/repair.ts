import type { EnvironmentId, ServiceId } from '../ids.ts'
import type { Place } from '../place.ts'
import type { Release } from '../release.ts'
import type { RepairAction } from '../repair-policy.ts'
import type { RunKind } from './plan-kind.ts'

/** Has the inventory put one service on one device right. */
export interface RepairPlan {
  readonly kind: 'repair'
  readonly service: ServiceId
  /** The ring of the device. */
  readonly environment: EnvironmentId
  readonly device: string
  readonly action: RepairAction
  /** The drift that it is to fix. */
  readonly drift: string
  /** The version of the release. */
  readonly ref: string
  /** What the device should have. */
  readonly release: Release
  readonly recipe: string
}

/** It holds the ring: no other task changes the device, or what it should have, meanwhile. */
export const repair: RunKind<RepairPlan, never> = {
  right: { intent: 'drift.fix', effect: 'danger' },
  listedAs: 'repair',
  essence: ({ kind, service, environment, device, action, release }) => [
    kind,
    service,
    environment,
    device,
    action,
    release.sha,
  ],
  holds: (plan): Place => plan,
  now: (plan, live, recipe) => ({ ...plan, recipe, release: live ?? plan.release }),
}
