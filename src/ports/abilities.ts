import type { TargetKind } from '../domain/ability.ts'
import type { EnvironmentId, ServiceId } from '../domain/ids.ts'
import type { DeployStrategy } from '../domain/release.ts'
import type { Forecaster } from './forecaster.ts'
import type { Restarter } from './restarter.ts'
import type { Scaler } from './scaler.ts'
import type { ServiceLogs } from './service-logs.ts'

/** What can be asked of what runs at one place. What is lacking is not offered, and refused with its reason. */
export interface Abilities {
  /** What it runs by. */
  readonly runsBy: TargetKind
  /** How a release can take over there, the usual way first; empty where the target has one way of its own. */
  readonly strategies: readonly DeployStrategy[]
  readonly restart: Offer<Restarter>
  readonly scale: Offer<Scaler>
  readonly logs: Offer<ServiceLogs>
  /** Tells what a deployment would change; left out where the target cannot. */
  readonly forecast?: Forecaster
}

/** An ability with the part that has it. */
export type Offer<Part> =
  | { readonly kind: 'able'; readonly part: Part }
  /** `detail`: what would give it the ability, as a sentence: "Add deploy.commands.scale to have it." */
  | { readonly kind: 'lacking'; readonly detail?: string }

/** Knows what can be asked of each place. */
export interface PlaceAbilities {
  /** @throws Never: a place that is not declared lacks what its usual target lacks there. */
  abilities(service: ServiceId, environment: EnvironmentId): Abilities
}

export const LACKING: Offer<never> = { kind: 'lacking' }

export const able = <Part>(part: Part): Offer<Part> => ({ kind: 'able', part })
